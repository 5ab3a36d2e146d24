using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Cli.Output;

/// <summary>What a run found and rests on, in a person's words.</summary>
/// <param name="run">The run.</param>
/// <param name="changes">The changes that it reports, or null.</param>
internal sealed class RunWords(AuditJobRun run, ChangeHead? changes)
{
    private const int ShownOfCommit = 12;

    private const string BaselineFiles = "baselineFiles";

    private static readonly string[] FirstKinds =
        ["files", "bytes", "error", "warning", "note", "new", "added", "modified", "removed", "renamed", "stale", "dead"];

    private static readonly string[] Things = ["files", "bytes", "links", "folders", "duplicates"];

    /// <summary>The counts that are not 0, such as <c>1 added, 2 modified, 6 left out</c>.</summary>
    public string Summary
    {
        get
        {
            var parts = new List<string>();
            if (run.Counts.TryGetValue(BaselineFiles, out long taken))
            {
                parts.Add($"took the baseline of {CountText.Of(taken, "file", "files")}");
            }
            else if (changes is { Total: 0 })
            {
                parts.Add("nothing changed");
            }

            IEnumerable<string> others = run.Counts.Keys.Where(kind => kind is not ("unchanged" or BaselineFiles) && !FirstKinds.Contains(kind));
            parts.AddRange(FirstKinds.Concat(others)
                .Where(kind => run.Counts.TryGetValue(kind, out long count) && count > 0)
                .Select(kind => Counted(run.Counts[kind], kind)));
            return parts.Count == 0 ? "nothing found" : string.Join(", ", parts);
        }
    }

    /// <summary>What was compared with; null where nothing was.</summary>
    public string? Baseline => (run.Evidence, run.Baseline?.Split(':', 2)) switch
    {
        ("git", ["git", { } commit]) => $"the git commit {(commit.Length > ShownOfCommit ? commit[..ShownOfCommit] : commit)}",
        ("snapshot", ["run", { } id]) => $"the snapshot of the run {id}",
        ("snapshot", ["approval", { } id]) => $"what the approval {id} approved",
        ("mtime", _) => "the files' modification times, which cannot show what was removed or renamed before the first snapshot",
        (_, null or ["none"]) => null,
        _ => DisplayText.Escape(run.Baseline!),
    };

    private static string Counted(long count, string kind) =>
        SeverityWords.All.Contains(kind) ? CountText.Of(count, kind)
        : Things.Contains(kind) ? CountText.Of(count, kind[..^1], kind)
        : CountText.Of(count, NameOf(kind), NameOf(kind));

    private static string NameOf(string kind) => kind switch
    {
        "waived" => "set aside",
        "absent" => "gone",
        "excluded" => "left out",
        "leftScope" => "left the scope",
        "enteredScope" => "entered the scope",
        _ => SplitWords(kind),
    };

    // 'notSeen' is a member of the JSON form; a person reads 'not seen'.
    private static string SplitWords(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        foreach (char unit in name)
        {
            if (char.IsAsciiLetterUpper(unit) || unit == '_')
            {
                words.Append(' ');
            }

            words.Append(unit == '_' ? "" : char.ToLowerInvariant(unit));
        }

        return words.ToString();
    }
}
