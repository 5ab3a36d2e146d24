using System.Text;
using AuditGraph.Core.Reports.Manifests;
using AuditGraph.Core.Snapshots.Trees;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Reports.Manifests;

/// <summary>How the forms of manifests write names, and read them.</summary>
public sealed class ManifestNameTests
{
    [Fact]
    public void Mtree_reads_the_bytes_of_any_name_as_they_were_written() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            string written = VisName.Encode(bytes);
            return Ascii.IsValid(written) && !written.Any(char.IsWhiteSpace)
                && VisName.Decode(Encoding.ASCII.GetBytes(written))!.SequenceEqual(bytes);
        }).Holds();

    [Theory]
    [InlineData(@"a\sb\040c", "a b c")]
    [InlineData(@"\#\*\[\\\""", @"#*[\""")]
    [InlineData(@"\n\r\t\b\a\v\f", "\n\r\t\b\a\v\f")]
    [InlineData(@"\^A\^?\x7e", "\x01\x7f~")]
    [InlineData(@"\M-C\M-)", "é")]
    [InlineData(@"\303\251", "é")]
    public void Mtree_s_names_are_read_in_every_style(string written, string meant) =>
        Assert.Equal(meant, Encoding.UTF8.GetString(VisName.Decode(Encoding.UTF8.GetBytes(written))!));

    [Theory]
    [InlineData(@"a\")]
    [InlineData(@"\q")]
    [InlineData(@"\8")]
    [InlineData(@"\12")]
    [InlineData(@"\M-")]
    [InlineData(@"\xg0")]
    public void A_backslash_that_begins_no_escape_makes_no_name(string written) =>
        Assert.Null(VisName.Decode(Encoding.UTF8.GetBytes(written)));

    [Fact]
    public void Names_of_sha256sum_and_of_bags_come_back_as_they_were() =>
        Prop.ForAll(
            Gen.Elements('a', '\\', '\n', '\r', 'n', '%', '0', 'A', '2', '5', 'é').ArrayOf().ToArbitrary(),
            units =>
            {
                string name = new(units);
                byte[] bytes = Encoding.UTF8.GetBytes(name);
                string escaped = EscapedName.Escape(name, out bool needsMark);
                byte[] read = needsMark
                    ? EscapedName.Unescape(Encoding.UTF8.GetBytes(escaped))!
                    : Encoding.UTF8.GetBytes(escaped);
                byte[] ofBag = BagName.Decode(Encoding.UTF8.GetBytes(BagName.Encode(name)));
                return !escaped.AsSpan().ContainsAny('\n', '\r')
                    && read.SequenceEqual(bytes)
                    && ofBag.SequenceEqual(bytes);
            }).Holds();

    [Theory]
    [InlineData("a/~b", "a/~b")]
    [InlineData("~b", "./~b")]
    [InlineData("-", "./-")]
    [InlineData("-a", "-a")]
    [InlineData("c:a", "./c:a")]
    [InlineData(@"\\server", @"./\\server")]
    public void A_name_that_could_be_taken_for_somewhere_else_begins_in_the_folder_at_hand(
        string name, string written) =>
        Assert.Equal(written, ManifestName.Anchored(name));

    [Fact]
    public void A_name_that_is_no_UTF_8_is_none_for_forms_that_are() =>
        Assert.Equal(
            "ManifestInexpressible",
            Assert.Throws<AuditRunException>(() => ManifestName.TextOf(TreePath.FromBytes([0xff]), "bsd"))
                .Descriptor.Name);
}
