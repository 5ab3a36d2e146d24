using System.Text;
using AuditGraph.Core.Actions.Inventory;

namespace AuditGraph.Core.Tests.Actions.Inventory;

public sealed class FileExtensionTests
{
    [Theory]
    [InlineData("a.cs", ".cs")]
    [InlineData("IMG_1.JPG", ".jpg")]
    [InlineData("a.tar.gz", ".tar.gz")]
    [InlineData("a.TAR.GZ", ".tar.gz")]
    [InlineData("a.b.gz", ".gz")]
    [InlineData(".tar.gz", ".gz")]
    [InlineData("libx.so.6", ".6")]
    [InlineData("a.txt~", ".txt~")]
    [InlineData("a.文", ".文")]
    [InlineData("a.code-workspace", ".code-workspace")]
    [InlineData(".config.yaml", ".yaml")]
    [InlineData(".gitignore", null)]
    [InlineData("..gitignore", null)]
    [InlineData("...", null)]
    [InlineData("Makefile", null)]
    [InlineData("a.", null)]
    [InlineData("Mr. Smith", null)]
    [InlineData("a.(1)", null)]
    [InlineData("a.\n", null)]
    [InlineData("a.123456789012345678901", null)]
    public void The_extension_is_what_tells_people_the_kind_of_a_file(string name, string? extension) =>
        Assert.Equal(extension, FileExtension.Of(Encoding.UTF8.GetBytes(name)));

    [Fact]
    public void What_is_not_text_is_shown() => Assert.Equal(".\\xff", FileExtension.Of([(byte)'a', (byte)'.', 0xff]));
}
