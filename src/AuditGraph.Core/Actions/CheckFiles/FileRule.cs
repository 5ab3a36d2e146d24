using System.Text.RegularExpressions;
using AuditGraph.Core.Actions.Parameters;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>
/// A rule of <c>check.files</c>: which files it looks at, and what it asks of them. What it does not ask is null.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Files">The glob patterns of the files that it looks at.</param>
/// <param name="Severity">How much its findings weigh.</param>
/// <param name="Message">What its findings say, or null for what they say by themselves.</param>
internal sealed record FileRule(string Name, ValueList<string> Files, AuditSeverity Severity, string? Message)
{
    /// <summary>Whether such a file must be there, or must not.</summary>
    public bool? Present { get; init; }

    /// <summary>What the name of each file must match.</summary>
    public Regex? FileName { get; init; }

    /// <summary>The least bytes of each file.</summary>
    public long? MinBytes { get; init; }

    /// <summary>The most bytes of each file.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>Whether the owner must be able to execute each file, or must not.</summary>
    public bool? Executable { get; init; }

    /// <summary>What it asks of the content.</summary>
    public required ContentDemand Content { get; init; }

    /// <summary>Whether it asks anything of each file, and not only whether there is one.</summary>
    public bool LooksAtFiles => AsksOfFiles || !Content.IsEmpty;

    /// <summary>Whether it can find something in a file that is not read.</summary>
    public bool LooksAtTree => AsksOfFiles || Present == false;

    private bool AsksOfFiles => FileName is not null || MinBytes is not null || MaxBytes is not null || Executable is not null;

    /// <summary>Reads a rule that was validated.</summary>
    public static FileRule Read(ValueMap<object?> rule) => new(
        (string)rule[FileRuleKeys.Name]!,
        (ValueList<string>)rule[FileRuleKeys.Files]!,
        CheckParameters.ReadSeverity(rule),
        (string?)rule.GetValueOrDefault(FileRuleKeys.Message))
    {
        Present = rule.GetValueOrDefault(FileRuleKeys.Require) is string word ? word == FileRuleKeys.Present : null,
        FileName = rule.GetValueOrDefault(FileRuleKeys.FileName) is string pattern ? LinearPattern.Parse(pattern) : null,
        MinBytes = (long?)rule.GetValueOrDefault(FileRuleKeys.MinBytes),
        MaxBytes = (long?)rule.GetValueOrDefault(FileRuleKeys.MaxBytes),
        Executable = (bool?)rule.GetValueOrDefault(FileRuleKeys.Executable),
        Content = new ContentDemand(
            LinesOf(rule, FileRuleKeys.Forbid),
            LinesOf(rule, FileRuleKeys.Match),
            (string?)rule.GetValueOrDefault(FileRuleKeys.LineEnds),
            (string?)rule.GetValueOrDefault(FileRuleKeys.Encoding),
            (string?)rule.GetValueOrDefault(FileRuleKeys.Parses)),
    };

    private static LinePattern? LinesOf(ValueMap<object?> rule, string name) =>
        rule.GetValueOrDefault(name) is string text ? new LinePattern(text) : null;
}
