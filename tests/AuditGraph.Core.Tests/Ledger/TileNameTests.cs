using AuditGraph.Core.Ledger;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Ledger;

public sealed class TileNameTests
{
    [Theory]
    [InlineData(0, 0, 256, "tile/0/000")]
    [InlineData(0, 7, 1, "tile/0/007.p/1")]
    [InlineData(2, 1234067, 256, "tile/2/x001/x234/067")]
    [InlineData(null, 1000, 255, "tile/entries/x001/000.p/255")]
    public void The_path_is_that_of_tlog_tiles(int? level, long index, int width, string path)
    {
        var name = new TileName(level, index, width);
        Assert.Equal(path, name.RelativePath);
        Assert.True(TileName.TryParse(path, out TileName read));
        Assert.Equal(name, read);
    }

    [Theory]
    [InlineData("tile/0/00")]
    [InlineData("tile/00/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/x/000")]
    [InlineData("tile/0/x000/000")]
    [InlineData("tile/0/001/000")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/01")]
    [InlineData("tile/0/000.p")]
    [InlineData("tile/0")]
    [InlineData("tiles/0/000")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/x999/999")]
    public void Another_path_is_no_tile(string path) => Assert.False(TileName.TryParse(path, out _));

    [Fact]
    public void A_name_is_read_back_whatever_its_index() =>
        Prop.ForAll(
            Gen.Choose(0, int.MaxValue).ToArbitrary(),
            Gen.Choose(1, 256).ToArbitrary(),
            (index, width) =>
            {
                var name = new TileName(index % 2 == 0 ? null : 1, index, width);
                return TileName.TryParse(name.RelativePath, out TileName read) && read == name;
            }).Holds();

    [Theory]
    [InlineData("tile/entries/000", true)]
    [InlineData("tile/63/000", true)]
    [InlineData("tile/0/000.p/255", true)]
    [InlineData("tile/0/x001/000.p/1", true)]
    [InlineData("tile/0/000.p/1/1", false)]
    [InlineData("tile/0/000.q/1", false)]
    [InlineData("tile/0/000/1", false)]
    [InlineData("tile/0/xx01/000", false)]
    [InlineData("tile/0/y001/000", false)]
    [InlineData("tile/0/x001", false)]
    [InlineData("tile/0/0a0", false)]
    [InlineData("tile/0/0000", false)]
    [InlineData("tile/entry/000", false)]
    [InlineData("", false)]
    public void Only_the_one_way_of_writing_a_name_is_read(string path, bool isName) => Assert.Equal(isName, TileName.TryParse(path, out _));

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "entries/000.p/1 0/000.p/1")]
    [InlineData(255, "entries/000.p/255 0/000.p/255")]
    [InlineData(256, "entries/000 0/000 1/000.p/1")]
    [InlineData(257, "entries/000 entries/001.p/1 0/000 0/001.p/1 1/000.p/1")]
    [InlineData(65536, "2/000.p/1")]
    public void A_tree_has_the_tiles_of_its_size(long size, string last) =>
        Assert.EndsWith(last, string.Join(' ', TileName.All(size).Select(name => name.RelativePath["tile/".Length..])), StringComparison.Ordinal);

    [Fact]
    public void A_tree_of_few_entries_has_no_other_tiles()
    {
        Assert.Empty(TileName.All(0));
        Assert.Equal(2, TileName.All(255).Count());
        Assert.Equal(3, TileName.All(256).Count());
        Assert.Equal(5, TileName.All(257).Count());
    }

    [Fact]
    public void A_full_tile_has_the_name_that_its_place_had_without_a_width()
    {
        var partial = new TileName(0, 7, 255);
        Assert.True(partial.IsPartial);
        Assert.False(partial.Full.IsPartial);
        Assert.Equal("tile/0/007", partial.Full.RelativePath);
        Assert.Equal("tile/0/007.p", partial.PartialFolder);
    }

    [Fact]
    public void A_tree_of_seventy_thousand_entries_has_the_tiles_of_the_specification_s_example()
    {
        TileName[] all = [.. TileName.All(70_000)];
        Assert.Equal(273, all.Count(name => name is { Level: 0, IsPartial: false }));
        Assert.Equal(112, all.Single(name => name is { Level: 0, IsPartial: true }).Width);
        Assert.Equal(1, all.Count(name => name is { Level: 1, IsPartial: false }));
        Assert.Equal(17, all.Single(name => name is { Level: 1, IsPartial: true }).Width);
        Assert.Equal(1, all.Single(name => name is { Level: 2 }).Width);
    }
}
