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

    internal ProfilePaths Paths { get; }

    internal ListeningObserver Observer { get; } = new();

    internal LedgerLog Log { get; }

    internal LedgerLog NewLog(IDisk disk) => new(Paths, disk, TimeProvider.System, Observer);

    internal static string RunId(int number) => $"01890000-0000-7000-8000-{number:x12}";

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

    internal LedgerPublicKey InitializeKey() => Log.InitializeKey(TestContext.Current.CancellationToken);

    internal LedgerView Open() => Log.TryOpen()!;

    internal string[] LedgerFiles() =>
    [
        .. Directory.EnumerateFiles(Paths.Ledger, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Paths.Ledger, path)).Order(StringComparer.Ordinal),
    ];

    public void Dispose() => Directory.Delete(Paths.Root, recursive: true);
}
