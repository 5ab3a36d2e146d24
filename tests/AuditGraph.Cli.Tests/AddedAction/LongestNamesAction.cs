using AuditGraph.Core.Actions;
using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Cli.Tests.AddedAction;

/// <summary>An action that the product does not have: the files of the root with the longest names, and how each begins.</summary>
internal sealed class LongestNamesAction(BaselineRequest baseline, ScanRequest scan, long most) : IAuditAction
{
    private const string Names = "names";

    /// <summary>The catalogue's entry.</summary>
    public static ActionDefinition Definition { get; } = new(
        new ActionDescriptor
        {
            Type = "report.longest_names",
            Summary = "Lists the files with the longest names.",
            ReportVersion = 1,
            Formats = ["csv", "md", "json"],
            FailKinds = [Names],
            Parameters =
            [
                BaselineParameters.Since,
                .. ScanParameters.All,
                new ActionParameter { Name = "most", Kind = ActionParameterKind.WholeNumber, Required = true, Summary = "How many are listed." },
            ],
        },
        arguments =>
        {
            ScanRequest scan = ScanParameters.Read(arguments);
            return new LongestNamesAction(BaselineParameters.Read(arguments, scan), scan, (long)arguments["most"]!);
        });

    public IReadOnlyList<BaselineRequest> Baselines => [baseline];

    public ActionPreview Preview(ActionContext context, CancellationToken cancellation) =>
        new() { ExpectedFiles = context.Sight.Store.NewestAtOrBefore(context.AsOf, scan.Scope)?.Files };

    public async Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation)
    {
        Baseline compared = context.FindBaseline(baseline, cancellation);
        SharedScan seen = context.Scan(scan, cancellation);
        (SnapshotHeader taken, _) = context.Keep(seen, cancellation);
        await Task.Yield();
        TreePath[] names = [.. FilesOf(seen.Result).OrderByDescending(path => path.Bytes.Length).ThenBy(path => path).Take((int)most)];
        context.Observer.OnVerbose($"Found {names.Length}.");
        return new ActionResult
        {
            Report = new ReportDocument(
                "Longest names",
                [
                    new ReportTable(
                        Names, "Names",
                        [new("path", "Path", ReportCellKind.Path), new("start", "Beginning", ReportCellKind.Text)],
                        [.. names.Select(path => new ReportRow(path.ToString(), System.Text.Encoding.UTF8.GetString(context.TryRead(path, 100) ?? [])))],
                        "There are none."),
                    new ReportFacts("needs", "Needs", [.. context.Needs.Select(need => new ReportFact(need.Key, need.Key, need.Value.OutputSha256))]),
                ],
                Names),
            Evidence = compared.Evidence,
            Baseline = compared.Name,
            SnapshotRoot = taken.Root.ToString(),
            SnapshotSha256 = taken.Digest.ToString(),
            Counts = new(new Dictionary<string, long> { [Names] = names.Length }),
        };
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
