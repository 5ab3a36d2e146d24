using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Workspaces;

public sealed class PlainNameTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("A.b_c-9", true)]
    [InlineData("-", true)]
    [InlineData("", false)]
    [InlineData(".a", false)]
    [InlineData("..", false)]
    [InlineData("a/b", false)]
    [InlineData("a b", false)]
    [InlineData("ä", false)]
    [InlineData("a\n", false)]
    public void Is_a_component_of_a_path_on_every_system(string name, bool isValid) => Assert.Equal(isValid, PlainName.IsValid(name));

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Has_at_most_64_characters(int length, bool isValid) => Assert.Equal(isValid, PlainName.IsValid(new string('a', length)));
}
