using AuditGraph.Core.Actions.CheckFiles;
using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Tests.Actions;

public sealed class KnownContentFormatTests
{
    private static readonly ContentHash[] Hashes = [.. Enumerable.Range(0, 5).Select(number => ContentHash.Of([(byte)number]))];

    private static readonly KnownContent Faulty = KnownContent.Of(
    [
        ContentYield.Of([]),
        new ContentYield(
            [new ContentFault(ContentFaultKind.TextForbidden, 1, 2, 300) { Text = Hashes[4] }, new ContentFault(ContentFaultKind.TextMissing)], 1234),
    ]);

    [Fact]
    public void What_is_written_is_read()
    {
        Assert.True(TryRead(Write(), out Dictionary<ContentHash, Dictionary<ContentHash, KnownContent>> read));

        Assert.Equal([Hashes[0], Hashes[1]], read.Keys);
        Assert.Equal([(Hashes[2], KnownContent.Sound), (Hashes[3], KnownContent.Binary)], read[Hashes[0]].Select(entry => (entry.Key, entry.Value)));
        (ContentHash content, KnownContent found) = Assert.Single(read[Hashes[1]]);
        Assert.Equal((Hashes[2], 2), (content, found.Yields.Count));
        Assert.Equal(Faulty.Yields.Select(yield => yield.Total), found.Yields.Select(yield => yield.Total));
        Assert.Equal(Faulty.Yields.SelectMany(yield => yield.Faults), found.Yields.SelectMany(yield => yield.Faults));
    }

    [Fact]
    public void What_is_cut_off_within_an_entry_is_refused()
    {
        byte[] whole = Write();
        int first = ContentHash.Size + 1 + (2 * (ContentHash.Size + 1));

        Assert.Equal(
            [0, first, whole.Length],
            Enumerable.Range(0, whole.Length + 1).Where(length => TryRead(whole.AsSpan(0, length), out _)));
    }

    [Fact]
    public void More_entries_than_there_is_room_for_are_refused()
    {
        byte[] bytes = [.. Hashes[0].Bytes, 0xff, 0xff, 0xff, 0xff, 0x07, .. Hashes[1].Bytes, 0];

        Assert.False(TryRead(bytes, out _));
    }

    private static byte[] Write()
    {
        Assert.True(KnownYields.TryWrite(
            new()
            {
                [Hashes[0]] = new() { [Hashes[2]] = KnownContent.Sound, [Hashes[3]] = KnownContent.Binary },
                [Hashes[1]] = new() { [Hashes[2]] = Faulty },
            },
            KnownContentFormat.Value,
            int.MaxValue,
            out ReadOnlySpan<byte> bytes));
        return bytes.ToArray();
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, out Dictionary<ContentHash, Dictionary<ContentHash, KnownContent>> read) =>
        KnownYields.TryRead(bytes, KnownContentFormat.Value, read = []);
}
