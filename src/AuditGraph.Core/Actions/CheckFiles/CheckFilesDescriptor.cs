using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using static AuditGraph.Core.Actions.CheckFiles.FileRuleKeys;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>What <c>check.files</c> says of itself.</summary>
internal static class CheckFilesDescriptor
{
    /// <summary>The description.</summary>
    public static ActionDescriptor Value { get; } = new()
    {
        Type = "check.files",
        Summary = "Checks which files must or must not be there, how they are named, and what they hold.",
        ReportVersion = 1,
        IsCheck = true,
        Formats = ReportFormats.Names,
        FailKinds = SeverityWords.FailKinds,
        Parameters = ValueList.Create<ActionParameter>((ActionParameter[])
        [
            Rules(),
            CheckParameters.OnUnreadable,
            CheckParameters.OnEmpty,
            .. ScanParameters.All,
        ]),
    };

    private static ActionParameter Rules() => new()
    {
        Name = RulesKey,
        Kind = ActionParameterKind.Mappings,
        Required = true,
        Summary = "The rules, each with what it asks of the files that it names.",
        RequiresAnyOf = ValueList.Create<string>((string[])
            [Require, FileName, MinBytes, MaxBytes, Executable, Forbid, Match, LineEnds, Encoding, Parses]),
        Members = ValueList.Create<ActionParameter>((ActionParameter[])
        [
            new()
            {
                Name = Name,
                Kind = ActionParameterKind.Name,
                Required = true,
                Summary = "The rule's name, which its findings carry.",
            },
            new()
            {
                Name = Files,
                Kind = ActionParameterKind.GlobList,
                Required = true,
                Summary = "Glob patterns of the files that it looks at, among those that the job looks at.",
            },
            CheckParameters.Severity,
            new()
            {
                Name = Message,
                Kind = ActionParameterKind.Text,
                Summary = "What its findings say, in the place of the standard sentence.",
            },
            Choice(Require, [Present, Absent], "present: at least one such file must be there; absent: none may."),
            Pattern(FileName, "A regular expression that the name of each file must match, without its folders and as reports show it."),
            Size(MinBytes, "The least number of bytes that each file must have.") with { NotAbove = MaxBytes },
            Size(MaxBytes, "The most bytes that each file may have."),
            new()
            {
                Name = Executable,
                Kind = ActionParameterKind.Boolean,
                Summary = "Whether its owner must be able to execute each file, or must not.",
            },
            Pattern(Forbid, "A regular expression that no line of any file may match."),
            Pattern(Match, "A regular expression that a line of each file must match."),
            Choice(LineEnds, [Lf, Crlf], "How each line must end."),
            Choice(Encoding, [Utf8, Ascii], "How each file must be encoded; utf-8 without a byte order mark."),
            Choice(Parses, [Json, Yaml], "What each file must be, as far as syntax goes."),
        ]),
    };

    private static ActionParameter Choice(string name, string[] values, string summary) => new()
    {
        Name = name,
        Kind = ActionParameterKind.Text,
        AllowedValues = ValueList.Create<string>(values),
        Summary = summary,
    };

    private static ActionParameter Pattern(string name, string summary) => new()
    {
        Name = name,
        Kind = ActionParameterKind.Pattern,
        Summary = summary,
    };

    private static ActionParameter Size(string name, string summary) => new()
    {
        Name = name,
        Kind = ActionParameterKind.WholeNumber,
        Minimum = 0,
        Summary = summary,
    };
}
