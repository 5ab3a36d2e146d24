using AuditGraph.Core.Actions.Inventory;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scans;

namespace AuditGraph.Core.Tests.Actions.Inventory;

/// <summary>What an inventory makes of files that are numbered badly, of made hashes and of very many kinds.</summary>
public sealed class FileInventoryTests
{
    private static readonly ContentHash One = ContentHash.Of("1"u8);

    private static readonly ContentHash Other = ContentHash.Of("2"u8);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Names_of_one_file_are_one_file_at_the_first_of_them()
    {
        FileInventory found = Take(
            MadeFolder.Of(new("a", 8, 5, One), new("b", 9, 5, One), new("c", 9, 5, One), new("d", 9, 5, One)));

        Assert.Equal(2, found.Links.Count);
        Assert.Equal([0, 1, 1, 1], Enumerable.Range(0, 4).Select(found.Links.FirstOf));
        Assert.Equal((4, 10), (found.Totals.All.Files, found.Totals.All.Bytes));
        Assert.Equal((1, 1, 5), (found.Equal.GroupCount, found.Equal.SpareFiles, found.Equal.SpareBytes));
        Assert.Equal([0, 1], found.Largest);
    }

    [Fact]
    public void Files_that_share_nothing_but_a_number_are_not_one()
    {
        ScannedFolder root = MadeFolder.Of(
            new("a", 9, 5, One),
            new("b", 9, 5, Other),
            new("c", 9, 6, One),
            new("d", 9, 5, One) { Changed = 1 },
            new("e", 9, 5, One) { Changed = long.MaxValue },
            new("f", 9, 5, One) { Changed = long.MaxValue });
        MadeFolder.Add(root, device: 7, new MadeFile("x", 9, 5, One));

        FileInventory found = Take(root);

        Assert.Equal((7, 0), (found.Files.Count, found.Links.Count));
        Assert.Equal("sub/x", found.Files.PathOf(6).ToString());
    }

    [Fact]
    public void A_file_system_that_gives_all_files_one_number_costs_no_more_than_others()
    {
        const int many = 60_000;
        FileInventory found = Take(
            Many(many, index => ($"{index:00000}", ContentHash.Of(BitConverter.GetBytes(index)))));
        Assert.Equal((0, 0), (found.Links.Count, found.Equal.GroupCount));

        found = Take(Many(many, index => ($"{index:00000}", One)));
        Assert.Equal((many - 1, 5L), (found.Links.Count, found.Totals.All.Bytes));
    }

    [Fact]
    public void Hashes_that_begin_alike_are_not_equal()
    {
        byte[] alike = One.Bytes.ToArray();
        alike[31] ^= 1;
        ContentHash made = ContentHash.FromBytes(alike);

        FileInventory found = Take(MadeFolder.Of(
            new("a", 1, 5, One),
            new("b", 2, 5, made),
            new("c", 3, 5, One),
            new("d", 4, 5, made),
            new("e", 5, 5, Other)));

        Assert.Equal(2, found.Equal.GroupCount);
        Assert.Equal(
            [0, 2, 1, 3],
            found.Equal.Groups.SelectMany(group => found.Equal.Files.Skip(group.Start).Take(group.Count)));
    }

    [Fact]
    public void Files_that_hold_nothing_are_counted_and_not_equal()
    {
        FileInventory found = Take(MadeFolder.Of(new("a", 1, 0, One), new("b", 2, 0, One)));
        Assert.Equal((2, 0), (found.Totals.EmptyFiles, found.Equal.GroupCount));
    }

    [Fact]
    public void Of_very_many_extensions_the_first_are_told_apart_and_all_are_counted()
    {
        const int many = InventoryTotals.MostExtensions + 1000;
        FileInventory found = Take(
            Many(many, index => ($"a.{index:00000}", ContentHash.Of(BitConverter.GetBytes(index)))));

        KeyValuePair<string, InventoryTotal>[] told = [.. found.Totals.OfExtensions()];
        Assert.Equal(InventoryTotals.MostExtensions + 1, told.Length);
        Assert.Equal((InventoryTotals.OtherExtensions, 1000), (told[0].Key, told[0].Value.Files));
        Assert.Equal(many, told.Sum(extension => extension.Value.Files));
    }

    [Fact]
    public void A_workspace_without_files_has_none()
    {
        FileInventory found = Take(MadeFolder.Of());
        Assert.Equal((0, 0, 1), (found.Files.Count, found.Totals.All.Files, found.Files.FolderCount));
    }

    private static ScannedFolder Many(int count, Func<int, (string Name, ContentHash Hash)> make) => MadeFolder.Of(
        [.. Enumerable.Range(0, count).Select(make).Select(file => new MadeFile(file.Name, 1, 5, file.Hash))]);

    private static FileInventory Take(ScannedFolder root)
    {
        var files = new ScannedFiles(root, Token);
        return new FileInventory(files, new HardLinks(files, Token), top: 100, Token);
    }
}
