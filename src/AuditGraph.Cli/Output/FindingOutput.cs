using System.Globalization;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Cli.Output;

/// <summary>
/// Shows findings as compilers do: the place, how grave, the message and the rule, as many as a screen takes.
/// </summary>
internal static class FindingOutput
{
    private const string Reset = "\u001b[0m";

    /// <summary>Shows the gravest findings.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="findings">The findings, or null where the report is not that of a check.</param>
    /// <param name="report">Where all of them are.</param>
    public static void Write(Terminal terminal, FindingHead? findings, string report)
    {
        foreach (AuditFinding finding in findings?.First ?? [])
        {
            Write(terminal, finding);
        }

        if (findings is not null && findings.Total > findings.First.Count)
        {
            terminal.Output.WriteLine($"  … and {CountText.Of(findings.Total - findings.First.Count, "more", "more")}: see {report}");
        }
    }

    /// <summary>Shows a finding.</summary>
    public static void Write(Terminal terminal, AuditFinding finding) => terminal.Output.WriteLine(
        $"  {PlaceOf(finding)}{Paint(terminal, finding.Severity)}: {DisplayText.Escape(finding.Message)} [{finding.RuleId}]{StateOf(finding)}");

    private static string PlaceOf(AuditFinding finding) => finding switch
    {
        { Path: null } => "",
        { Line: null } => $"{DisplayText.Escape(finding.Path)}: ",
        { Column: null } => string.Create(CultureInfo.InvariantCulture, $"{DisplayText.Escape(finding.Path)}:{finding.Line}: "),
        _ => string.Create(CultureInfo.InvariantCulture, $"{DisplayText.Escape(finding.Path)}:{finding.Line}:{finding.Column}: "),
    };

    private static string StateOf(AuditFinding finding) =>
        finding.Waiver is { } waiver ? $" (set aside by {DisplayText.Escape(waiver.ToString())})"
        : finding.State == AuditFindingState.New ? ""
        : $" ({SeverityWords.Of(finding.State)})";

    private static string Paint(Terminal terminal, AuditSeverity severity)
    {
        string word = SeverityWords.Of(severity);
        string colour = severity switch
        {
            AuditSeverity.Error => "\u001b[31m",
            AuditSeverity.Warning => "\u001b[33m",
            _ => "\u001b[36m",
        };
        return terminal.Colour ? $"{colour}{word}{Reset}" : word;
    }
}
