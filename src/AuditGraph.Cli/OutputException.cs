namespace AuditGraph.Cli;

/// <summary>What a command found out or did cannot be told, because its standard output takes no more.</summary>
/// <param name="message">What the system said.</param>
internal sealed class OutputException(string message) : Exception(message);
