using System.CommandLine;

namespace AuditGraph.Cli.Commands;

/// <summary>An option whose value is the word that was given, or null.</summary>
/// <param name="name">Its name with the dashes.</param>
internal class TextOption(string name) : Option<string?>(name);
