using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Bench.Ledger;

/// <summary>A workspace in a temporary folder, to be filled with runs.</summary>
internal sealed class BenchWorkspace : IDisposable
{
    private const int RunsPerAppend = LedgerLog.MostEntries / 2;

    public BenchWorkspace()
    {
        Paths = new ProfilePaths(Directory.CreateTempSubdirectory("auditgraph-bench-").FullName, "default");
        Log = new LedgerLog(Paths, new Disk(), TimeProvider.System, new SilentObserver());
    }

    public ProfilePaths Paths { get; }

    public LedgerLog Log { get; }

    /// <summary>An entry of usual length.</summary>
    public static LedgerEntry Start() => LedgerEntry.RunStarted(Guid.CreateVersion7().ToString(), "changed_since", DateTimeOffset.UtcNow);

    /// <summary>Fills the log with finished runs, many in one append, with or without their records.</summary>
    public void Fill(int runs, bool withRecords)
    {
        // The log is there before the first record, as it is in use.
        Log.Append(_ => []);
        for (int done = 0; done < runs; done += RunsPerAppend)
        {
            LedgerEntry[] entries = [.. Enumerable.Range(0, Math.Min(RunsPerAppend, runs - done)).SelectMany(_ => Run(withRecords))];
            Log.Append(entries);
        }
    }

    public void Dispose() => Directory.Delete(Paths.Root, recursive: true);

    private LedgerEntry[] Run(bool withRecord)
    {
        LedgerEntry start = Start();

        // As long as a usual record.
        byte[] record = Encoding.UTF8.GetBytes($$"""{"id":"{{start.Run}}","job":"changed_since","filler":"{{new string('x', 1500)}}"}""");
        if (withRecord)
        {
            string folder = Path.Join(Paths.Runs, start.Run);
            Directory.CreateDirectory(folder);
            File.WriteAllBytes(Path.Join(folder, "run.json"), record);
        }

        return [start, LedgerEntry.RunFinished(start.Run, start.Job, DateTimeOffset.UtcNow, AuditRunStatus.Ok, ContentHash.Of(record))];
    }
}
