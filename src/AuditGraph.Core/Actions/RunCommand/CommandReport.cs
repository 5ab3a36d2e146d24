using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Actions.RunCommand.Protocol;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>
/// Lays out what <c>run.command</c> has to say beside its findings: what was run and how it ended. How long it took, and
/// what it wrote, differ from run to run; the record has the one, and the hashes of the other.
/// </summary>
internal static class CommandReport
{
    /// <summary>The report.</summary>
    /// <param name="arguments">What was run.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="said">What it said that it found, and what it reports; null where it says neither.</param>
    /// <param name="seen">What was seen of its inputs; null where none are declared.</param>
    /// <param name="lastSeen">The run that saw each of these last which was not seen.</param>
    public static ReportDocument Create(
        CommandArguments arguments,
        CommandOutcome outcome,
        ProtocolOutput? said,
        SharedScan? seen,
        IReadOnlyDictionary<TreePath, string> lastSeen) => new(
        "Command",
        [
            new ReportFacts("command", "What was run",
            [
                new("command", "Command", arguments.Words),
                new("workingDirectory", "Started in", arguments.WorkingDirectory ?? "."),
                new("environment", "Variables given to it", VariablesOf(arguments)),
                new("exitCode", "Exit code", (long)outcome.ExitCode),
                new("meaning", "Which means", SeverityWords.Of(outcome.Verdict)),
                .. FactsOf(arguments.Findings, said),
            ]),
            new ReportTable(
                "evidence",
                "Files recorded as evidence",
                [new("path", "Path", ReportCellKind.Path)],
                [.. arguments.Evidence.Select(static path => new ReportRow(DisplayText.Escape(path)))],
                "None is named."),
            .. said is null or { Blocks.Count: 0 }
                ? []
                : new[] { new ReportSection("reported", "What it reports", said.Blocks) },
            .. seen is null
                ? []
                : new ReportBlock[] { ScanCoverageBlocks.Current(seen.Result), CoverageOf(seen, lastSeen) },
        ],
        "");

    // How much is no input is nothing to the command, and would change with each file that it writes.
    private static ReportSection CoverageOf(SharedScan seen, IReadOnlyDictionary<TreePath, string> lastSeen) => new(
        ScanCoverageBlocks.Key,
        ScanCoverageBlocks.Heading,
        [ScanCoverageBlocks.Gaps(seen.Result, lastSeen), ScanCoverageBlocks.SilentChanges(seen.Result)]);

    private static string VariablesOf(CommandArguments arguments) => arguments.Variables.Count == 0
        ? "none"
        : string.Join(", ", arguments.Variables.Select(VariableRule.NameOf).Order(StringComparer.Ordinal));

    private static IEnumerable<ReportFact> FactsOf(FindingsSource? source, ProtocolOutput? said) => source is null
        ? []
        :
        [
            new("findings", "Findings read from", $"{source.Path ?? "standard output"}, as {source.Format}"),
            new("suppressed", "Findings that it set aside itself", said?.Found.Suppressed ?? 0),
        ];
}
