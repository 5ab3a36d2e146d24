using System.Text;
using AuditGraph.Core.Actions.CheckManifest;
using AuditGraph.Core.Snapshots.Trees;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Actions.CheckManifest;

/// <summary>What manifests of each form are read as, and what no manifest can do to its reader.</summary>
public sealed class ManifestReaderTests
{
    private const string Md5 = "d41d8cd98f00b204e9800998ecf8427e";
    private const string Sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly string[] Pieces =
    [
        "\n", "\r", " ", "\t", "\\", "a", "..", "/", "./", "~", "c:", "#", "%%%% HASHDEEP-1.0\n",
        "%%%% size,md5,filename\n", "7,", Md5, Sha256, "  x", "SHA256 (", ") = ", "/set type=file", " type=dir",
        " size=", "9999999999999999999", "md5=", "\0", "\u00e9", "\ufeff", "M-", "^", "*", "BagIt-Version: 1.0\n",
        "data/", "%0A", "https://h 5 ",
    ];

    public static TheoryData<string, string> Lines => new()
    {
        { $"{Sha256}  a b", "a b sha256" },
        { $"{Sha256} *a", "a sha256" },
        { $"{Sha256.ToUpperInvariant()}  a", "a sha256" },
        { $"{Sha256}   a", " a sha256" },
        { $"{Md5}  ./x/./y//z", "x/y/z md5" },
        { $"\\{Sha256}  a\\nb\\\\", "a\nb\\ sha256" },
        { $"SHA256 (a) = {Sha256}", "a sha256" },
        { $"\\SHA256 (a\\n) = {Sha256}", "a\n sha256" },
        { $"SHA256 (a (b) = c) = {Sha256}", "a (b) = c sha256" },
        { $"SHA2-256 (a) = {Sha256}", "malformed" },
        { $"MD5 (a) = {Md5}", "a md5" },
        { $"MD5 (a) = {Sha256}", "malformed" },
        { $"{Sha256} a", "malformed" },
        { $"{Sha256}  ", "malformed" },
        { $"{Sha256[1..]}  a", "malformed" },
        { $"{Sha256[1..]}g  a", "malformed" },
        { $"\\{Sha256}  a\\t", "malformed" },
        { $"\ufeff{Sha256}  a", "malformed" },
        { $"{Sha256}  ..", "outside" },
        { $"{Sha256}  a/../b", "outside" },
        { $"{Sha256}  /a", "outside" },
        { $"{Sha256}  ~root/a", "outside" },
        { $"{Sha256}  C:/a", "outside" },
        { $"{Sha256}  \\\\server\\a", "outside" },
        { $"{Sha256}  ./~root", "~root sha256" },
        { $"{Sha256}  a\0b", "outside" },
        { "# comment", "" },
        { "", "" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_line_of_sha256sum_names_a_file_or_is_told(string line, string expected) =>
        Assert.Equal(expected, Show(ChecksumReader.Read, line));

    [Theory]
    [InlineData(
        "%%%% HASHDEEP-1.0\n%%%% size,md5,sha256,filename\n## x\n5," + Md5 + "," + Sha256 + ",./a,b",
        "a,b md5 sha256 5")]
    [InlineData("%%%% HASHDEEP-1.0\n%%%% size,tiger,filename\n5,abc,a", "a tiger 5")]
    [InlineData("%%%% HASHDEEP-1.0\n%%%% size,md5,filename\nx," + Md5 + ",a", "malformed")]
    [InlineData("%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n-5," + Md5 + ",a", "malformed")]
    [InlineData("%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n5," + Md5 + ",", "malformed")]
    [InlineData("%%%% HASHDEEP-1.0\n5," + Md5 + ",a", "malformed")]
    [InlineData("%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n5," + Md5 + ",/a", "outside")]
    public void A_line_of_hashdeep_names_a_file_or_is_told(string text, string expected) =>
        Assert.Equal(expected, Show(HashdeepReader.Read, text));

    [Theory]
    [InlineData("./a type=file size=5 sha256digest=" + Sha256, "a sha256 5")]
    [InlineData(
        "/set type=file\n. type=dir\na size=1 \\\n  md5=" + Md5 + "\nd type=dir\nb\n..\nc",
        ". dir,a md5 1,c,d dir,d/b")]
    [InlineData("/set size=7 type=file\n/unset size\na", "a")]
    [InlineData("a\\040b type=link link=c\\nd", "a b link c\nd")]
    [InlineData("a type=fifo\nb type=file optional\nc type=dir ignore", "a other,b optional,c dir")]
    [InlineData("a type=file rmd160=abc mode=0644", "a rmd160")]
    [InlineData("a type=file size=x", "malformed")]
    [InlineData("a type=file md5=x", "malformed")]
    [InlineData("a type=file colour=red", "malformed")]
    [InlineData("a\\q type=file", "malformed")]
    [InlineData("/etc/passwd type=file", "outside")]
    [InlineData(".. type=dir", "outside")]
    [InlineData("..\n..\na", "a,outside,outside")]
    public void A_line_of_mtree_names_something_or_is_told(string text, string expected) =>
        Assert.Equal(expected, Show(MtreeReader.Read, text));

    [Fact]
    public void Whatever_a_manifest_holds_every_line_is_a_name_or_a_finding_and_no_name_leads_out() =>
        Prop.ForAll(Gen.Elements(Pieces).ArrayOf().ToArbitrary(), pieces =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(string.Concat(pieces));
            var file = new ManifestFile(TreePath.FromBytes("root/manifest-md5.txt"u8), bytes);
            var root = TreePath.FromBytes("root"u8);
            foreach (Action<ManifestFile, ManifestContent> read in (Action<ManifestFile, ManifestContent>[])
                [ChecksumReader.Read, HashdeepReader.Read, MtreeReader.Read, ReadBag])
            {
                var content = new ManifestContent(root);
                read(file, content);
                if (content.Names.Values.Sum() < content.Entries.Count
                    || content.Entries.Keys.Any(
                        path => path != root && !path.ToString().StartsWith("root/", StringComparison.Ordinal)))
                {
                    return false;
                }
            }

            return true;

            void ReadBag(ManifestFile one, ManifestContent into) =>
                BagReader.Read(
                    [
                        new ManifestFile(TreePath.FromBytes("root/bagit.txt"u8), bytes),
                        new ManifestFile(TreePath.FromBytes("root/fetch.txt"u8), bytes),
                        one,
                    ],
                    into);
        }).Holds(1000);

    [Fact]
    public void Of_very_many_lines_that_cannot_be_read_the_first_are_told()
    {
        var content = new ManifestContent(default);
        ChecksumReader.Read(
            new ManifestFile(
                TreePath.FromBytes("list"u8),
                Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("x\n", 100_000)))),
            content);

        Assert.Equal((100_000, 1000), (content.Malformed, content.Problems.Count));
        Assert.Equal("99,000 more findings are not listed.", Assert.Single(content.Gaps).Reason);
    }

    private static string Show(Action<ManifestFile, ManifestContent> read, string text)
    {
        var content = new ManifestContent(default);
        read(new ManifestFile(TreePath.FromBytes("list"u8), Encoding.UTF8.GetBytes(text)), content);
        IEnumerable<string> entries = content.Entries.Values
            .OrderBy(entry => entry.Path)
            .Select(entry => string.Join(' ',
            [
                entry.Path.Bytes.IsEmpty ? "." : Encoding.UTF8.GetString(entry.Path.Bytes),
                .. entry.Kind switch
                {
                    ManifestEntryKind.Folder => ["dir"],
                    ManifestEntryKind.Link => ["link"],
                    ManifestEntryKind.Other => ["other"],
                    _ => (string[])[],
                },
                .. entry.Hashes.Keys.Select(HashKinds.NameOf),
                .. entry.UnknownHashes,
                .. entry.Bytes is { } bytes ? [$"{bytes}"] : (string[])[],
                .. entry.Target is { } target ? [Encoding.UTF8.GetString(target.Bytes)] : (string[])[],
                .. entry.IsOptional ? ["optional"] : (string[])[],
            ]));
        return string.Join(
            ',', entries.Concat(content.Problems.Select(problem => problem.RuleId["manifest.".Length..])));
    }
}
