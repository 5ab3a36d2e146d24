using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>The rules of <c>check.files</c> as findings name them: what a job's own rules can ask.</summary>
internal static class FileRuleIds
{
    public const string Missing = "files.missing";
    public const string Forbidden = "files.forbidden";
    public const string Name = "files.name";
    public const string TooSmall = "files.too-small";
    public const string TooLarge = "files.too-large";
    public const string Executable = "files.executable";
    public const string TextForbidden = "files.text-forbidden";
    public const string TextMissing = "files.text-missing";
    public const string LineEnds = "files.line-ends";
    public const string Encoding = "files.encoding";
    public const string Syntax = "files.syntax";

    /// <summary>Those by which some rules of a job can find something.</summary>
    public static IReadOnlyList<CheckRule> Of(IReadOnlyList<FileRule> rules) =>
    [
        .. Asked(rules, rule => rule.Present == true, Missing, "A file that must be there is."),
        .. Asked(rules, rule => rule.Present == false, Forbidden, "No file is there that must not be."),
        .. Asked(rules, rule => rule.FileName is not null, Name, "Files are named as they must be."),
        .. Asked(rules, rule => rule.MinBytes is not null, TooSmall, "No file has fewer bytes than it must have."),
        .. Asked(rules, rule => rule.MaxBytes is not null, TooLarge, "No file has more bytes than it may have."),
        .. Asked(rules, rule => rule.Executable is not null, Executable, "Those files can be executed that must be, and no others."),
        .. Asked(rules, rule => rule.Content.Forbid is not null, TextForbidden, "No line matches what it must not."),
        .. Asked(rules, rule => rule.Content.Match is not null, TextMissing, "Each file has a line that matches what it must."),
        .. Asked(rules, rule => rule.Content.LineEnds is not null, LineEnds, "Lines end as they must."),
        .. Asked(rules, rule => rule.Content.Encoding is not null, Encoding, "Files are encoded as they must be."),
        .. Asked(rules, rule => rule.Content.Parses is not null, Syntax, "Files are well-formed."),
    ];

    private static IEnumerable<CheckRule> Asked(IReadOnlyList<FileRule> rules, Func<FileRule, bool> asks, string id, string summary)
    {
        if (rules.Any(asks))
        {
            yield return new CheckRule(id, AuditSeverity.Error, summary);
        }
    }
}
