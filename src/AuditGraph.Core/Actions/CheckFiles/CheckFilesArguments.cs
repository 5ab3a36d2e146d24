using AuditGraph.Core.Actions.Parameters;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>The arguments of <c>check.files</c>.</summary>
/// <param name="Rules">The rules.</param>
/// <param name="OnUnreadable">The verdict, at least, where something could not be looked at.</param>
/// <param name="OnEmpty">
/// The verdict, at least, where a rule had nothing to look at; none where that means nothing.
/// </param>
/// <param name="Scan">What is looked at.</param>
internal sealed record CheckFilesArguments(
    IReadOnlyList<FileRule> Rules, AuditVerdict OnUnreadable, AuditVerdict OnEmpty, ScanRequest Scan)
{
    /// <summary>Reads complete and valid arguments.</summary>
    public static CheckFilesArguments Read(ValueMap<object?> arguments) => new(
        [.. ((ValueList<ValueMap<object?>>)arguments[FileRuleKeys.RulesKey]!).Select(FileRule.Read)],
        CheckParameters.ReadOnUnreadable(arguments),
        CheckParameters.ReadOnEmpty(arguments),
        ScanParameters.Read(arguments));
}
