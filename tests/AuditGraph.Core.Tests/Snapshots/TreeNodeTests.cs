using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class TreeNodeTests
{
    [Theory]
    [InlineData("", "no magic")]
    [InlineData("6700", "no kind")]
    [InlineData("7500", "empty name")]
    [InlineData("75012e", "dot")]
    [InlineData("75022e2e", "dot dot")]
    [InlineData("7501 2f", "slash")]
    [InlineData("750100", "zero byte")]
    [InlineData("750161 750161", "twice")]
    [InlineData("750162 750161", "out of order")]
    [InlineData("75 8100 61", "number longer than needed")]
    [InlineData("75 ff", "number without end")]
    [InlineData("6601610161", "hash cut off")]
    [InlineData("6c01610561", "target cut off")]
    public void Refuses_what_is_not_the_one_form(string entries, string reason)
    {
        byte[] node = [.. TreeNodeWriter.Magic[..(reason == "no magic" ? 3 : TreeNodeWriter.Magic.Length)], .. Convert.FromHexString(entries.Replace(" ", "", StringComparison.Ordinal))];
        Assert.Throws<FormatException>(() => ReadAll(node));
    }

    [Fact]
    public void A_folder_with_more_entries_than_can_be_read_back_is_refused_by_the_name_of_one()
    {
        var node = new TreeNodeWriter { Limit = 4096 };
        AuditEvidenceException refused = Assert.Throws<AuditEvidenceException>(() =>
        {
            for (int file = 0; file < 1000; file++)
            {
                node.AddFile(Encoding.ASCII.GetBytes($"file{file:d4}"), executable: false, 1, ContentHash.Of("f"u8));
            }
        });

        Assert.Equal("FolderTooLarge", refused.Descriptor.Name);
        Assert.Contains("'file00", refused.Message, StringComparison.Ordinal);
        Assert.InRange(node.Node.Length, 4096 - 100, 4096);
    }

    [Fact]
    public void Reads_back_what_it_writes()
    {
        var node = new TreeNodeWriter();
        node.AddDirectory("d"u8, ContentHash.Of("d"u8), 7, 1L << 40);
        node.AddFile("f"u8, executable: true, long.MaxValue - (1L << 41), ContentHash.Of("f"u8));
        node.AddLink("l"u8, "../target"u8);
        node.AddUnseen([(byte)'z', 0xff, (byte)'\n'], directory: true);
        Assert.Equal(
            [@"Directory d 7 1099511627776", $"Executable f 1 {long.MaxValue - (1L << 41)}", "Link l 1 9", @"UnseenDirectory z\xff\n 0 0"],
            ReadAll(node.Node));
        Assert.Equal(9, node.Files);
    }

    [Fact]
    public void Refuses_paths_that_are_not_plain_and_files_that_are_folders()
    {
        foreach (string path in new[] { "", "/a", "a/", "a//b", "a/./b", "../a" })
        {
            Assert.Throws<ArgumentException>(() => new TreeBuilder().AddLink(System.Text.Encoding.UTF8.GetBytes(path), "x"u8));
        }

        foreach (string other in new[] { "a", "a/b" })
        {
            var builder = new TreeBuilder();
            builder.AddLink(System.Text.Encoding.UTF8.GetBytes(other), "x"u8);
            builder.AddLink("a-"u8, "x"u8);
            builder.AddLink("a"u8, "x"u8);
            Assert.Throws<ArgumentException>(builder.Build);
        }
    }

    private static List<string> ReadAll(ReadOnlySpan<byte> node)
    {
        var shown = new List<string>();
        var reader = new TreeNodeReader(node);
        while (reader.MoveNext())
        {
            shown.Add($"{reader.Current.Kind} {EscapedText.Escape(reader.Current.Name)} {reader.Current.Files} {reader.Current.Bytes}");
        }

        return shown;
    }
}
