using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Tests.Snapshots;

/// <summary>Files of the tree store that are whole by their hashes and made to mislead.</summary>
public sealed class HostileStoreTests
{
    private static readonly ContentHash One = ContentHash.Of("one"u8);
    private static readonly ContentHash Two = ContentHash.Of("two"u8);

    [Theory]
    [InlineData(5, 5)]
    [InlineData(5, 4)]
    [InlineData(32, 32)]
    [InlineData(255, 254)]
    public void Two_differences_from_each_other_are_corrupt_and_lead_in_no_circle(byte depth, byte other)
    {
        using var folder = new ScratchFolder();
        string path = Store(folder, (One, [depth, .. Two.Bytes, 0, 0, 0]), (Two, [other, .. One.Bytes, 0, 0, 0]));

        AuditEvidenceException failure = Assert.Throws<AuditEvidenceException>(() => Read(folder, path));
        AuditEvidenceException inMap = Assert.Throws<AuditEvidenceException>(() => new NodeMap([NodeFile.Open(path)], []).Read(One, out _));

        Assert.Equal("NodeCorrupt", failure.Descriptor.Name);
        Assert.Equal("NodeCorrupt", inMap.Descriptor.Name);
    }

    [Fact]
    public void A_difference_from_itself_is_corrupt()
    {
        using var folder = new ScratchFolder();
        string path = Store(folder, (One, [1, .. One.Bytes, 0, 0, 0]));

        Assert.Equal("NodeCorrupt", Assert.Throws<AuditEvidenceException>(() => Read(folder, path)).Descriptor.Name);
    }

    [Fact]
    public void A_table_that_claims_a_giant_is_refused_before_memory_is_taken_for_it()
    {
        using var folder = new ScratchFolder();
        string path = Store(folder, (One, [0]));
        using (FileStream file = File.OpenWrite(path))
        {
            // The foot: where the table begins, how many places it has, its hash.
            const long count = 48_000_000;
            long start = file.Length;
            file.SetLength(start + (count * 44));
            file.Seek(0, SeekOrigin.End);
            byte[] foot = new byte[48];
            System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(foot, start);
            System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(foot.AsSpan(8), count);
            file.Write(foot);
        }

        long before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Throws<AuditEvidenceException>(() => NodeFile.Open(path).Count);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 64 << 20);
    }

    private static byte[] Read(ScratchFolder folder, string path) =>
        SnapshotFiles.Read(folder.Profile.Snapshots).Nodes.Read(One, out _);

    private static string Store(ScratchFolder folder, params (ContentHash Hash, byte[] Record)[] records)
    {
        var writer = new NodeFileWriter(SnapshotFiles.NodesHeader.Span, 0, isSecondForm: false);
        foreach ((ContentHash hash, byte[] record) in records)
        {
            writer.AddRecord(hash, record);
        }

        Directory.CreateDirectory(folder.Profile.Snapshots);
        string path = Path.Join(folder.Profile.Snapshots, $"{Guid.CreateVersion7()}.nodes");
        File.WriteAllBytes(path, writer.Complete().ToArray());
        return path;
    }
}
