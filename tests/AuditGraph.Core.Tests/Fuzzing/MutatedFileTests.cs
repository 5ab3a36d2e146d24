using System.Globalization;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Tests.Configuration;
using AuditGraph.Core.Tests.Snapshots;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Fuzzing;

/// <summary>
/// Damaged copies of the product's own files through their readers: each is read, or refused in the way that the reader
/// documents. AUDITGRAPH_MUTATIONS sets how many for each reader, as the nightly target does; the seed is printed.
/// </summary>
public sealed class MutatedFileTests(ITestOutputHelper output)
{
    private const int Seed = 20261125;

    private static int Rounds =>
        int.TryParse(Environment.GetEnvironmentVariable("AUDITGRAPH_MUTATIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out int rounds)
            ? rounds : 2_000;

    [Theory]
    [InlineData("entry")]
    [InlineData("bundle")]
    [InlineData("checkpoint")]
    [InlineData("tile")]
    [InlineData("proof")]
    [InlineData("record")]
    [InlineData("header")]
    [InlineData("node")]
    [InlineData("delta")]
    [InlineData("note")]
    [InlineData("store")]
    [InlineData("index")]
    public void A_damaged_file_is_read_or_refused(string kind)
    {
        using var folder = new ScratchFolder();
        byte[][] samples = Samples(kind, folder);
        var random = new Random(Seed);
        output.WriteLine($"{kind}: seed {Seed}, {Rounds} copies of {samples.Length} files");
        for (int round = 0; round < Rounds; round++)
        {
            byte[] mutated = Mutation.Of(samples[random.Next(samples.Length)], samples[random.Next(samples.Length)], random);
            try
            {
                Read(kind, mutated, folder);
            }
            catch (Exception refusal) when (refusal is FormatException or AuditException)
            {
                // What the readers say that they throw.
            }
            catch (Exception unforeseen)
            {
                Assert.Fail($"{kind}, seed {Seed}, round {round}: {Convert.ToHexString(mutated)}: {unforeseen}");
            }
        }
    }

    private static void Read(string kind, byte[] bytes, ScratchFolder folder)
    {
        switch (kind)
        {
            case "entry":
                // What is accepted is the one form of what it says.
                Assert.True(!LedgerEntry.TryParse(bytes, out LedgerEntry? entry) || entry.ToBytes().AsSpan().SequenceEqual(bytes));
                break;
            case "bundle":
                _ = EntryBundle.TryDecode(bytes, out _);
                break;
            case "checkpoint":
                Assert.True(!SignedCheckpoint.TryParse(bytes, out SignedCheckpoint? signed) || signed.ToBytes().AsSpan().SequenceEqual(bytes));
                break;
            case "tile":
                _ = bytes.Length % ContentHash.Size == 0 ? HashTile.Decode(bytes) : [];
                break;
            case "proof":
                _ = RunProof.TryParse(bytes, out _);
                break;
            case "record":
                RunRecordReader.Read(bytes, "/root", "/root/run.json");
                break;
            case "header":
                SnapshotHeader.FromBytes(bytes);
                break;
            case "node":
                var reader = new TreeNodeReader(bytes);
                while (reader.MoveNext())
                {
                }

                break;
            case "delta":
                NodeDelta.Apply(new byte[64], bytes);
                break;
            case "note":
                File.WriteAllBytes(folder.At("note"), bytes);
                _ = LockOwner.TryRead(folder.At("note"))?.ToString();
                break;
            case "store":
                string store = Path.Join(folder.Profile.Snapshots, "0198c0de-0000-7000-8000-000000000000.nodes");
                Directory.CreateDirectory(folder.Profile.Snapshots);
                File.WriteAllBytes(store, bytes);
                NodeFile file = NodeFile.Open(store);
                for (int index = 0; index < Math.Min(file.Count, 100); index++)
                {
                    _ = new NodeMap([file], []).Read(file.HashAt(index), out _);
                }

                break;
            case "index":
                // Sealed anew, as by somebody who wants it to be believed.
                if (bytes.Length >= StatIndexHeader.Size)
                {
                    StatIndex.Seal(bytes);
                }

                File.WriteAllBytes(StatIndex.PathFor(folder.Cache, Core.Snapshots.Scopes.SnapshotScope.Everything), bytes);
                folder.Scan(options: new ScanOptions { CacheFolder = folder.Cache, Threads = 1, KeepIndex = false });
                break;
        }
    }

    private static byte[][] Samples(string kind, ScratchFolder folder)
    {
        ContentHash hash = ContentHash.Of("content"u8);
        var origin = Checkpoint.NewOrigin();
        byte[] started = LedgerEntry.RunStarted(Guid.CreateVersion7().ToString(), "job", DateTimeOffset.UnixEpoch).ToBytes();
        byte[] finished = LedgerEntry.RunFinished(
            Guid.CreateVersion7().ToString(), "job", DateTimeOffset.UnixEpoch, AuditRunStatus.Ok, hash,
            new RecordedOutput("exports/a.json", hash), new RecordedOutput("exports/a.md", hash)).ToBytes();
        switch (kind)
        {
            case "entry":
                return [started, finished];
            case "bundle":
                byte[] bundle = [(byte)(started.Length >> 8), (byte)started.Length, .. started, (byte)(finished.Length >> 8), (byte)finished.Length, .. finished];
                return [bundle];
            case "checkpoint":
                using (LedgerKey key = LedgerKey.Create())
                {
                    return [new SignedCheckpoint(new Checkpoint(origin, 5, hash), []).ToBytes(), SignedCheckpoint.Sign(new Checkpoint(origin, 5, hash), key).ToBytes()];
                }

            case "tile":
                return [[.. hash.Bytes, .. hash.Bytes]];
            case "proof":
                byte[] note = new SignedCheckpoint(new Checkpoint(origin, 5, hash), []).ToBytes();
                return [[.. "c2sp.org/tlog-proof@v1\nextra "u8, .. System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(finished)), .. "\nindex 2\n"u8,
                    .. System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(hash.Bytes)), .. "\n\n"u8, .. note]];
            case "record":
                return
                [
                    System.Text.Encoding.UTF8.GetBytes("""
                        {"action":{"type":"report.changed_since"},"attempts":[],"counts":{"added":1},"error":{"message":"m","name":"n"},"evidence":"mtime",
                        "finished":"2026-01-01T00:00:00.000Z","id":"0198c0de-0000-7000-8000-000000000000","job":"j","needs":[],
                        "output":{"bytes":5,"path":"exports/a","sha256":"x"},"started":"2026-01-01T00:00:00.000Z","status":"ok","version":1,"warnings":["w"]}
                        """),
                ];
            case "note":
                return [LockOwner.Current.ToJson()];
            case "delta":
                return [[5, 3, 2, 1, 2, 9, 0, 0]];
        }

        // The rest is made as runs make it.
        for (int index = 0; index < 80; index++)
        {
            folder.Write($"d{index % 5}/{index}", $"{index}");
        }

        folder.Shell("ln -s d1/1 link");
        ScanResult scan = folder.Scan(options: new ScanOptions { CacheFolder = folder.Cache, Threads = 1 });
        SnapshotHeader header = SnapshotStoreTests.Add(new SnapshotStore(folder.Profile, new Disk()), scan.Tree, DateTimeOffset.UnixEpoch);
        string stored = Path.Join(folder.Profile.Snapshots, header.RunId + SnapshotFiles.SnapshotExtension);
        return kind switch
        {
            "header" => [header.ToBytes()],
            "node" => [scan.Tree.Nodes.Read(scan.Tree.Root).ToArray()],
            "store" => [File.ReadAllBytes(stored)],
            _ => [File.ReadAllBytes(StatIndex.PathFor(folder.Cache, Core.Snapshots.Scopes.SnapshotScope.Everything))],
        };
    }
}
