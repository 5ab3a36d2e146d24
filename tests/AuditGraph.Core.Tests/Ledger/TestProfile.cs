using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Ledger;

/// <summary>A workspace in a temporary folder, with one profile.</summary>
public sealed class TestProfile : IDisposable
{
    private int runs;

    internal TestProfile()
    {
        Paths = new ProfilePaths(Directory.CreateTempSubdirectory("auditgraph-").FullName, "default");
        Log = NewLog(new Disk());
    }

    /// <summary>One whose log has that many entries.</summary>
    internal static TestProfile OfSize(int size)
    {
        var profile = new TestProfile();
        for (int number = 0; number < size; number += 200)
        {
            profile.Log.Append([.. Enumerable.Range(number, Math.Min(200, size - number)).Select(Started)]);
        }

        return profile;
    }

    internal ProfilePaths Paths { get; }

    internal ListeningObserver Observer { get; } = new();

    internal LedgerLog Log { get; }

    internal LedgerLog NewLog(IDisk disk) => new(Paths, disk, TimeProvider.System, Observer) { LockTimeout = TimeSpan.FromSeconds(10) };

    internal static string RunId(int number) => $"01890000-0000-7000-8000-{number:x12}";

    private const string SecondOutput = "exports/tables/daily.csv";

    /// <summary>An entry that is the same for the same number.</summary>
    internal static LedgerEntry Started(int number) =>
        LedgerEntry.RunStarted(RunId(number), "daily", DateTimeOffset.UnixEpoch.AddSeconds(number));

    /// <summary>Appends that many entries, one by one.</summary>
    internal void Append(int count)
    {
        for (int index = 0; index < count; index++)
        {
            Log.Append(Started(runs++));
        }
    }

    /// <summary>A run that starts, writes output and record, and finishes.</summary>
    internal void Run(string? outputPath = "exports/reports/daily.md")
    {
        LedgerEntry start = Started(runs++);
        Log.Append(start);
        string output = $"# Report of {start.Run}\n";
        string record = $$"""{"job":"daily","run":"{{start.Run}}"}""";
        Write(Path.Join(Paths.Runs, start.Run, "run.json"), record);

        // Every other run has two of them.
        RecordedOutput[] outputs = outputPath is null ? []
            : runs % 2 == 0 ? [new(outputPath, HashOf(output))]
            : [new(outputPath, HashOf(output)), new(SecondOutput, HashOf(output))];
        foreach (RecordedOutput written in outputs)
        {
            Write(Path.Join(Paths.Root, written.Path), output);
        }

        Log.Append(LedgerEntry.RunFinished(
            start.Run, start.Job, start.Time.AddSeconds(1), AuditRunStatus.Ok, HashOf(record),
            outputs.ToValueList()));
    }

    /// <summary>Approves what a run saw, with a snapshot that holds nothing but a header; gives where that is.</summary>
    /// <param name="number">The approval's number among runs and approvals.</param>
    /// <param name="run">The run's number.</param>
    /// <param name="previous">The number of the approval before, or null.</param>
    /// <param name="job">The job.</param>
    internal string Approve(int number, int run, int? previous = null, string job = "daily")
    {
        byte[] header = Encoding.UTF8.GetBytes($$"""{"job":"{{job}}","run":"{{RunId(number)}}"}""");
        string path = Path.Join(Paths.Snapshots, $"{RunId(number)}.snapshot");
        Directory.CreateDirectory(Paths.Snapshots);
        File.WriteAllBytes(path, [.. "auditgraph/snapshot/1\n"u8, 0, 0, 0, (byte)header.Length, .. header, .. ContentHash.Of(header).Bytes]);
        Log.Append(LedgerEntry.BaselineApproved(RunId(number), job, DateTimeOffset.UnixEpoch.AddSeconds(number), new BaselineApproval
        {
            By = "ann@here",
            Reason = "Looked at: \"run\":\"x\", ü\n\u001b[31m",
            Approved = RunId(run),
            Snapshot = ContentHash.Of(header),
            Paths = ["src/**", "!*.\"log"],
            Previous = previous is { } before ? RunId(before) : null,
        }));
        return path;
    }

    internal AuditLedgerVerification Verify(LedgerVerificationOptions? options = null) =>
        new LedgerVerifier(Paths).Verify(options ?? new(), TestContext.Current.CancellationToken);

    internal static void Write(string path, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    internal LedgerPublicKey InitializeKey() => Log.InitializeKey(TestContext.Current.CancellationToken);

    internal LedgerView Open() => Log.TryOpen()!;

    internal string[] LedgerFiles() =>
    [
        .. Directory.EnumerateFiles(Paths.Ledger, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Paths.Ledger, path)).Order(StringComparer.Ordinal),
    ];

    private static ContentHash HashOf(string text) => ContentHash.Of(Encoding.UTF8.GetBytes(text));

    public void Dispose() => Directory.Delete(Paths.Root, recursive: true);
}
