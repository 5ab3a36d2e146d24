using System.Text;
using AuditGraph.Core.Canonical;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Canonical;

public sealed class Utf8TextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("a\0b\r\n\u007f")]
    [InlineData("grün und 日本 🜁")]
    public void Decodes_any_text(string text) => Assert.Equal(text, Utf8Text.Decode(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Decodes_any_bytes_as_the_base_library_does() =>
        Prop.ForAll((byte[] bytes) => Utf8Text.Decode(bytes) == Encoding.UTF8.GetString(bytes)).Holds();
}
