using System.Globalization;
using System.Text;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Reports.Findings;

/// <summary>Reports of checks: one with every kind of finding, and those that a test makes itself.</summary>
internal static class FindingSample
{
    /// <summary>A message that is made to act on whatever shows it.</summary>
    public const string Hostile = "\0\u001b[31m \ud800 \ufffe \u202e </script> ]]> | ` {0} {x} [a](https://evil.example) & <b> password=hunter2";

    private static readonly CheckRule[] Rules =
    [
        new("links.broken", AuditSeverity.Error, "A link's target is there."),
        new("links.name", AuditSeverity.Note, "A name has {no} braces."),
        new("links.old", AuditSeverity.Warning, "A target is younger than a year."),
        new("links.unused", AuditSeverity.Warning, "Every page is linked to."),
    ];

    /// <summary>Whose the reports are.</summary>
    public static ReportOrigin Origin { get; } = new("links", new DateTimeOffset(2026, 1, 31, 8, 30, 0, TimeSpan.Zero));

    /// <summary>A report with every kind of finding.</summary>
    public static ReportDocument Everything { get; } = Report(
        [
            Finding("links.broken", AuditSeverity.Error, "docs/a b.md", "'x.md' is not there.") with
            {
                Line = 3, Column = 5, EndLine = 3, EndColumn = 9, Properties = new([KeyValuePair.Create("target", "x.md"), KeyValuePair.Create("tags", "none")]),
            },
            Finding("links.broken", AuditSeverity.Error, "docs/a b.md", "'y.md' is not there.") with { Line = 7, State = AuditFindingState.Unchanged },
            Finding("links.broken", AuditSeverity.Error, EscapedText.Escape([.. "a:|`\né</script>]]>&\""u8, 0xff]), Hostile),
            Finding("links.broken", AuditSeverity.Error, "docs/c.md", "'z.md' is not there.") with { Waiver = Waivers[0] },
            Finding("links.old", AuditSeverity.Warning, "docs/a b.md", "'x.md' is old.") with { Line = 3 },
            Finding("links.old", AuditSeverity.Warning, "docs/c.md", "'z.md' is old."),
            Finding("links.old", AuditSeverity.Warning, "docs/c.md", "'v.md' is old.") with { Waiver = Waivers[1], State = AuditFindingState.Unchanged },
            Finding("links.name", AuditSeverity.Note, null, "There is no front page."),
            Finding("links.broken", AuditSeverity.Error, "docs/gone.md", "'w.md' is not there.") with { Line = 1, State = AuditFindingState.Absent },
            Finding("links.retired", AuditSeverity.Error, "docs/gone.md", "An earlier version had this rule.") with { State = AuditFindingState.Absent },
        ],
        [
            new("secret/\\x00", "It may not be read.", AuditVerdict.Fail),
            new(null, "The pattern 'x/**' matches nothing.", AuditVerdict.Warn),
            new("secret/\\x00", "It is no text.", AuditVerdict.Warn),
        ]);

    /// <summary>A report of a hundred files, all of whose texts are <see cref="Text"/>.</summary>
    public static ReportDocument OfAnyText { get; } = ReportOfAnyText(new Random(1));

    private static AuditWaiver[] Waivers =>
    [
        new() { Rule = "links.broken", Path = "docs/c.md", Reason = "z comes in May", Owner = "ada", Expires = new DateOnly(2030, 5, 1), Ticket = "T-1" },
        new() { Rule = "links.old", Reason = "v never changes", Owner = "bob", Expires = new DateOnly(2030, 6, 30) },
    ];

    /// <summary>A report of findings, and of what could not be checked.</summary>
    public static ReportDocument Report(
        IReadOnlyList<AuditFinding> findings,
        IReadOnlyList<CheckGap>? gaps = null,
        string title = "Links",
        IReadOnlyList<string>? controls = null,
        AuditVerdict verdict = AuditVerdict.Fail) =>
        CheckReport.Compose(
            new ReportDocument(title, [], "") { Origin = Origin },
            new JudgedFindings(verdict, findings, gaps ?? [], [.. findings.Select(finding => finding.Waiver).OfType<AuditWaiver>().Distinct()]),
            Rules,
            controls ?? ["ISO27001/A.8.9", "SOC2/CC6.1"]);

    /// <summary>A new finding, whose fingerprint comes of what it says.</summary>
    public static AuditFinding Finding(string rule, AuditSeverity severity, string? path, string message) => new()
    {
        RuleId = rule,
        Severity = severity,
        Path = path,
        Message = message,
        Fingerprint = FindingFingerprint.Of(rule, path, message, 0).ToString(),
        State = AuditFindingState.New,
    };

    /// <summary>A report in a format, as text.</summary>
    public static string Write(ReportDocument report, string format) =>
        new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(
            ReportFormats.WriterFor(format).Write(ReportRedaction.Apply(report, new SecretRedactor(enabled: true), CancellationToken.None)).Content.ToArray());

    /// <summary>Text of any UTF-16 units, most of them such as readers stumble over.</summary>
    public static string Text(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => random.Next(6) switch
    {
        0 => ((char)random.Next(0x20)).ToString(),
        1 => ((char)random.Next(0xd800, 0xe000)).ToString(),
        2 => ((char)random.Next(0xfff0, 0x10000)).ToString(),
        3 => new[] { "]]>", "</script>", "<!--", "&#0;", "{0}", "](", "\\u0000", "\"", "'", "%", "|" }[random.Next(11)],
        4 => char.ConvertFromUtf32(random.Next(0x10000, 0x110000)),
        _ => ((char)random.Next(0x10000)).ToString(),
    }));

    private static ReportDocument ReportOfAnyText(Random random) => Report(
        [.. Enumerable.Range(0, 100).Select(index =>
            Finding("links.broken", AuditSeverity.Error, $"{Text(random, 20)}{index}", Text(random, 20) + ".") with { Line = index == 0 ? null : index })],
        [new(Text(random, 9), Text(random, 9) + ".", AuditVerdict.Warn)]);

    /// <summary>Does something while numbers are written in a strange way.</summary>
    public static string InStrangeCulture(Func<string> write)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NegativeSign = "~", NumberGroupSeparator = " " } };
            return write();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
