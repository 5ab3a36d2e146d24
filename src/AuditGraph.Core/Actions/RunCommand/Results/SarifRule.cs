namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>A rule of a SARIF log.</summary>
/// <param name="Id">Its name, as a waiver can name it.</param>
/// <param name="Level">The level of its results that state none.</param>
/// <param name="Messages">The object of its messages, or null.</param>
internal sealed record SarifRule(string Id, string Level, JsonPart? Messages);
