using System.Text;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Tests.Snapshots;

/// <summary>Patterns that are made to cost time, memory or the stack.</summary>
public sealed class HostilePatternTests
{
    [Fact]
    public void Both_ways_of_matching_decide_the_same()
    {
        var random = new Random(20261125);
        string[] parts = ["a", "b", "/", "?", "*", "**", "**/", "/**", "[ab]", "[!a]", "[a/]", "\\a", "\\/", "[", "\\"];
        string[] letters = ["a", "b", "/", "c"];
        int matched = 0;
        for (int round = 0; round < 200_000; round++)
        {
            byte[] pattern = Pick(random, parts, 7);
            byte[] text = Pick(random, letters, 8);
            bool pathname = random.Next(2) == 0;
            bool? one = Wildmatch.TryMatch(pattern, text, pathname);
            bool other = new WildStates(pattern, pathname).IsMatch(text);
            matched += other ? 1 : 0;
            Assert.True(one == other, $"'{Encoding.UTF8.GetString(pattern)}' '{Encoding.UTF8.GetString(text)}' {pathname}: {one} {other}");
        }

        Assert.InRange(matched, 10_000, 190_000);
    }

    public static TheoryData<string> Patterns =>
    [
        string.Concat(Enumerable.Repeat("**/", 100_000)) + "x",
        string.Concat(Enumerable.Repeat("**/a", 100_000)),
        string.Concat(Enumerable.Repeat("*a", 30_000)) + "b",
        string.Concat(Enumerable.Repeat("**/*a*", 40)) + "b",
        "d/" + string.Concat(Enumerable.Repeat("*a*", 2_000)) + "b",
        new string('*', 9_000_000),
        "x" + new string('*', 9_000_000) + "y",
        new string('a', 9_000_000),
        new string('a', 9_000_000) + "*",
        "[" + new string('a', 9_000_000) + "]*b",
        "?[" + new string('a', 9_000_000),
        new string('?', 9_000_000),
        new string('\\', 9_000_000),
        new string('/', 9_000_000),
        new string('!', 9_000_000),
        new string(' ', 9_000_000),
    ];

    [Theory]
    [MemberData(nameof(Patterns))]
    public void A_line_of_any_length_costs_neither_the_stack_nor_time_beyond_its_length(string line)
    {
        IgnorePattern pattern = IgnorePattern.Parse(Encoding.UTF8.GetBytes(line)) ?? IgnorePattern.Parse("nothing"u8)!;
        byte[] name = Encoding.UTF8.GetBytes(new string('a', 255));
        byte[] path = Encoding.UTF8.GetBytes(string.Join('/', Enumerable.Repeat("aaa", 250)));
        for (int round = 0; round < 20; round++)
        {
            _ = pattern.IsMatch(name, isFolder: false);
            _ = pattern.IsMatch(path, isFolder: true);
            _ = pattern.MayMatchBelow(path);
        }
    }

    [Fact]
    public void A_hundred_thousand_folders_in_one_line_still_say_what_git_says()
    {
        IgnorePattern pattern = IgnorePattern.Parse(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("**/", 100_000)) + "x"))!;

        Assert.True(pattern.IsMatch("x"u8, isFolder: false));
        Assert.True(pattern.IsMatch("a/b/x"u8, isFolder: false));
        Assert.False(pattern.IsMatch("a/b/y"u8, isFolder: false));
    }

    [Fact]
    public void A_scan_with_such_a_file_ends()
    {
        using var folder = new ScratchFolder();
        folder.Write(".gitignore", string.Concat(Enumerable.Repeat("**/", 100_000)) + "x\n" + new string('a', 9_000_000) + "\n*.log\n");
        folder.Write("a/x", "1");
        folder.Write("a/y", "2");
        folder.Write("a/z.log", "3");

        ScanResult scan = folder.Scan(new SnapshotScope { RespectGitignore = true });

        Assert.Equal([".gitignore", "a/y"], ScopeTests.Paths(scan.Tree).Select(path => path.ToString()));
    }

    private static byte[] Pick(Random random, string[] from, int most) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => from[random.Next(from.Length)])));
}
