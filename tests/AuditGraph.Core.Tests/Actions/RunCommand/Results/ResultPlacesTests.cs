using AuditGraph.Core.Actions.RunCommand.Results;

namespace AuditGraph.Core.Tests.Actions.RunCommand.Results;

public class ResultPlacesTests
{
    [Theory]
    [InlineData("a.cs", "src/a.cs")]
    [InlineData("./b/../a.cs", "src/a.cs")]
    [InlineData("../docs//a.md", "docs/a.md")]
    [InlineData("/ws/docs/a.md", "docs/a.md")]
    [InlineData("a%20b", "src/a%20b")]
    [InlineData("a\nb", @"src/a\nb")]
    public void A_path_is_of_the_folder_in_which_the_program_ran(string path, string expected) =>
        Assert.Equal(new ResultPlace(expected, null), Reading.Places.OfPath(path));

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../../ws2/a")]
    [InlineData("/ws")]
    [InlineData("/wsx/a")]
    [InlineData("..")]
    [InlineData("../../../../../../..")]
    public void A_path_that_leads_out_is_told_and_is_no_file_of_the_workspace(string path) =>
        Assert.Equal(new ResultPlace(null, path), Reading.Places.OfPath(path));

    [Theory]
    [InlineData("a.cs", false, "src/a.cs")]
    [InlineData("a.cs", true, "a.cs")]
    [InlineData("file:///ws/docs/a%20b.md", false, "docs/a b.md")]
    [InlineData("FILE://localhost/ws/a", false, "a")]
    [InlineData("file:/ws/a", false, "a")]
    [InlineData("a%2F..%2F..%2Fb", false, "b")]
    [InlineData("a?query#fragment", false, "src/a")]
    [InlineData("100%", false, "src/100%")]
    [InlineData("%zz%4", false, "src/%zz%4")]
    [InlineData("%ff", false, @"src/\xff")]
    public void A_uri_names_the_bytes_of_a_path(string uri, bool isOfRoot, string expected) =>
        Assert.Equal(new ResultPlace(expected, null), Reading.Places.OfUri(uri, isOfRoot));

    [Theory]
    [InlineData("https://example.org/ws/a")]
    [InlineData("file://server/ws/a")]
    [InlineData("c:/ws/a")]
    [InlineData("a%00b")]
    [InlineData("%2e%2e/%2e%2e/etc/passwd")]
    public void A_uri_of_something_else_is_told_as_it_is(string uri) =>
        Assert.Equal(new ResultPlace(null, uri), Reading.Places.OfUri(uri));

    [Fact]
    public void Nothing_is_nowhere() => Assert.Equal(default, Reading.Places.OfPath(""));
}
