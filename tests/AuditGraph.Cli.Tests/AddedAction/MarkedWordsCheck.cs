using System.Text;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Cli.Tests.AddedAction;

/// <summary>
/// A check that the product does not have: lines of the root's files that begin with <c>error</c>, <c>warning</c> or
/// <c>note</c>.
/// </summary>
internal sealed class MarkedWordsCheck(ScanRequest scan) : IReusableAction
{
    /// <summary>The catalogue's entry.</summary>
    public static ActionDefinition Definition { get; } = new(
        new ActionDescriptor
        {
            Type = "check.marked_words",
            Summary = "Finds lines that begin with a mark.",
            ReportVersion = 1,
            IsCheck = true,
            Formats = [.. ReportFormats.Names],
            FailKinds = SeverityWords.FailKinds,
            Parameters =
            [
                .. ScanParameters.All,
            ],
        },
        arguments => new MarkedWordsCheck(ScanParameters.Read(arguments)));

    public ActionPreview Preview(ActionContext context, CancellationToken cancellation) => new();

    public ActionInputs Look(ActionContext context, AuditJobRun earlier, CancellationToken cancellation) =>
        new(PartsOf(context.Scan(scan, cancellation).Result), []);

    public Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        SharedScan seen = context.Scan(scan, cancellation);
        (var taken, _) = context.Keep(seen, cancellation);
        var findings = new List<CheckFinding>();
        var gaps = new List<CheckGap>();
        foreach (TreePath path in FilesOf(seen.Result))
        {
            if (context.TryRead(path, 1000) is { } content)
            {
                findings.AddRange(Find(path.ToString(), Encoding.UTF8.GetString(content)));
            }
        }

        gaps.AddRange(seen.Result.Coverage.Gaps.Select(gap => new CheckGap(gap.Path.ToString(), "It may not be read.", AuditVerdict.Fail)));
        return Task.FromResult(new ActionResult
        {
            Report = new ReportDocument("Marked words", [], ""),
            Check = new CheckOutcome(
                [new("words.error", AuditSeverity.Error, "No line is an error."), new("words.warning", AuditSeverity.Warning, "No line is a warning."), new("words.note", AuditSeverity.Note, "No line is a note.")],
                findings)
            { Gaps = gaps },
            SnapshotRoot = taken.Root.ToString(),
            SnapshotSha256 = taken.Digest.ToString(),
            Fingerprint = gaps.Count == 0 ? PartsOf(seen.Result) : [],
        });
    }

    private static ValueList<AuditFingerprintPart> PartsOf(ScanResult scan) => [new("inputs", scan.Tree.Root.ToString())];

    private static IEnumerable<CheckFinding> Find(string path, string text)
    {
        string[] lines = text.Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            foreach (string word in SeverityWords.All.Where(word => lines[index].StartsWith(word, StringComparison.Ordinal)))
            {
                yield return new CheckFinding($"words.{word}", SeverityWords.SeverityOf(word), $"Here is: {lines[index]}", lines[index])
                {
                    Path = path,
                    Line = index + 1,
                    Column = 1,
                    EndLine = index + 1,
                    EndColumn = word.Length + 1,
                    Properties = new(new Dictionary<string, string> { ["word"] = word }),
                };
            }
        }
    }

    private static List<TreePath> FilesOf(ScanResult scan)
    {
        var files = new List<TreePath>();
        var entries = new TreeNodeReader(scan.Tree.Nodes.Read(scan.Tree.Root).Span);
        while (entries.MoveNext())
        {
            if (!entries.Current.IsDirectory)
            {
                files.Add(TreePath.FromBytes(entries.Current.Name));
            }
        }

        return files;
    }
}
