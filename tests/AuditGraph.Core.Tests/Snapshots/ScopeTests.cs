using System.Diagnostics;
using System.Text;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class ScopeTests
{
    private static readonly string[] Names =
        ["a", "b", "ab", "abc", "a.b", "foo", "foo.txt", "a b", "b ", "#c", "!d", "[x]", "x", "é", "docs", "a-b", "A", "*"];

    [Theory]
    [InlineData("docs/**,*.md", "docs/a.txt docs/sub/b.txt readme.md src/notes.md")]
    [InlineData("/src", "src/deep/c.txt src/notes.md")]
    [InlineData("*.md,!readme.md", "src/notes.md")]
    [InlineData("src/*/c.txt", "src/deep/c.txt")]
    [InlineData("nothing", "")]
    public void Includes_what_the_patterns_match(string include, string expected)
    {
        using var folder = new ScratchFolder();
        foreach (string path in new[] { "docs/a.txt", "docs/sub/b.txt", "readme.md", "src/notes.md", "src/deep/c.txt", "z" })
        {
            folder.Write(path, path);
        }

        SnapshotScope scope = new() { Include = [.. include.Split(',')] };
        Assert.Equal(expected, string.Join(' ', Paths(folder.Scan(scope).Tree)));
    }

    [Fact]
    public void Excludes_before_it_includes_and_counts_a_folder_once()
    {
        using var folder = new ScratchFolder();
        folder.Write("node_modules/a/b.md", "x");
        folder.Write("sub/node_modules/c.md", "x");
        folder.Write("d.md", "x");
        ScanResult scan = folder.Scan(new SnapshotScope { Include = ["*.md"], Exclude = ["node_modules/"] });
        Assert.Equal(["d.md"], Paths(scan.Tree));
        Assert.Equal(2, scan.Coverage.Excluded);
    }

    [Fact]
    public void Never_opens_an_excluded_folder()
    {
        using var folder = new ScratchFolder();
        folder.Write("secret/a", "x");
        folder.Shell("mkfifo secret/pipe");
        Assert.Single(folder.Scan().Coverage.Gaps);
        Assert.Empty(folder.Scan(new SnapshotScope { Exclude = ["secret/"] }).Coverage.Gaps);
        Assert.Empty(folder.Scan(new SnapshotScope { Include = ["docs/**"] }).Coverage.Gaps);
    }

    [Fact]
    public void Ignores_exactly_what_git_ignores()
    {
        Assert.SkipUnless(HasGit(), "There is no git command.");
        using var folder = new ScratchFolder();
        folder.Shell("git init -q . && : > .git/info/exclude");
        var random = new Random(20);
        List<string> files = PlantTree(folder, random);
        SnapshotScope scope = new() { RespectGitignore = true };
        for (int round = 0; round < 200; round++)
        {
            byte[] rules = RandomRules(random);
            File.WriteAllBytes(folder.At(".gitignore"), rules);
            string nested = folder.At("foo/.gitignore");
            File.Delete(nested);
            if (random.Next(3) == 0)
            {
                File.WriteAllBytes(nested, RandomRules(random));
            }

            HashSet<string> ignored = AskGit(folder, files);
            IEnumerable<string> expected = files.Where(file => !ignored.Contains(file));
            IEnumerable<string> taken = Paths(folder.Scan(scope, new ScanOptions()).Tree)
                .Where(path => !path.EndsWith(".gitignore", StringComparison.Ordinal));
            Assert.True(
                expected.Order(StringComparer.Ordinal).SequenceEqual(taken.Order(StringComparer.Ordinal)),
                $"round {round}: {EscapedText.Escape(rules)}: git takes {string.Join(", ", expected.Except(taken))} and not {string.Join(", ", taken.Except(expected))}");
        }
    }

    [Fact]
    public void Cuts_a_tree_down_to_what_a_scan_of_the_narrower_scope_finds()
    {
        using var folder = new ScratchFolder();
        var random = new Random(4);
        PlantTree(folder, random);
        SnapshotTree everything = folder.Scan().Tree;
        for (int round = 0; round < 150; round++)
        {
            SnapshotScope scope = new()
            {
                Include = random.Next(3) == 0 ? [] : RandomPatterns(random),
                Exclude = random.Next(3) == 0 ? [] : RandomPatterns(random),
            };
            Assert.True(SnapshotScope.Everything.Covers(scope));
            SnapshotTree scanned = folder.Scan(scope, new ScanOptions()).Tree;
            SnapshotTree filtered = TreeFilter.Apply(everything, scope, TestContext.Current.CancellationToken);
            Assert.Equal((scanned.Root, scanned.Files, scanned.Bytes), (filtered.Root, filtered.Files, filtered.Bytes));
        }
    }

    [Fact]
    public void Covers_only_what_it_can_be_filtered_to()
    {
        SnapshotScope all = SnapshotScope.Everything;
        Assert.True(all.Covers(new() { Include = ["*.md"], Exclude = ["x"] }));
        Assert.False(all.Covers(new() { RespectGitignore = true }));
        Assert.False(all.Covers(new() { OneFileSystem = true }));
        Assert.False(new SnapshotScope { Exclude = ["x"] }.Covers(all));
        Assert.True(new SnapshotScope { Exclude = ["x"] }.Covers(new() { Exclude = ["x"] }));
    }

    [Fact]
    public void Reads_back_what_it_says_of_itself()
    {
        SnapshotScope scope = new() { Include = ["a", "é\n"], Exclude = ["b"], RespectGitignore = true };
        var reader = new System.Text.Json.Utf8JsonReader(Encoding.UTF8.GetBytes(scope.ToString()));
        reader.Read();
        Assert.Equal(scope, SnapshotScope.Read(ref reader));
        Assert.NotEqual(scope.Digest, (scope with { OneFileSystem = true }).Digest);
    }

    internal static bool HasGit()
    {
        try
        {
            using Process? git = Process.Start(new ProcessStartInfo("git", "--version") { RedirectStandardOutput = true });
            git!.WaitForExit();
            return git.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <summary>The paths of all files of a tree, in the order of their bytes.</summary>
    internal static IEnumerable<string> Paths(SnapshotTree tree) =>
        SnapshotDiff.Compare(new TreeBuilder().Build(), tree).Changes.Select(change => Encoding.UTF8.GetString(change.Path.Bytes));

    private static List<string> PlantTree(ScratchFolder folder, Random random)
    {
        var files = new List<string>();
        Directory.CreateDirectory(folder.At("foo"));
        for (int index = 0; index < 160; index++)
        {
            string path = string.Join('/', Enumerable.Range(0, random.Next(1, 4)).Select(_ => Names[random.Next(Names.Length)]));
            bool isBlocked = Directory.Exists(folder.At(path))
                || path.Split('/').Select((_, depth) => string.Join('/', path.Split('/')[..depth])).Any(above => above.Length > 0 && File.Exists(folder.At(above)));
            if (!isBlocked && !File.Exists(folder.At(path)))
            {
                folder.Write(path, path);
                files.Add(path);
            }
        }

        return files;
    }

    private static ValueList<string> RandomPatterns(Random random) =>
        [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomPattern(random))];

    private static byte[] RandomRules(Random random) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(1, 7))
            .Select(_ => RandomPattern(random) + (random.Next(12) == 0 ? "\r\n" : "\n"))));

    private static string RandomPattern(Random random)
    {
        string[] pieces =
            ["*", "**", "/", "/", "**/", "/**", "?", "a", "b", "foo", "docs", "[ab]", "[!a]", "[a-c]", "[]x]", "[[:alpha:]]", "[[:upper:]]",
             ".", "é", "\\*", "\\", " ", "x", "!", "#", "[", ".txt", "a*", "*b", "[\\]x]", "[^b-", "[c-a]", "[[:nope:]]", "[x[]"];
        string pattern = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => pieces[random.Next(pieces.Length)]));
        return (random.Next(5) == 0 ? "!" : "") + (random.Next(6) == 0 ? "/" : "") + pattern + (random.Next(6) == 0 ? "/" : "");
    }

    private static HashSet<string> AskGit(ScratchFolder folder, List<string> files)
    {
        var start = new ProcessStartInfo("git", ["-c", "core.excludesFile=/dev/null", "-c", "core.quotePath=false", "check-ignore", "--no-index", "-z", "--stdin"])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
        };
        using Process git = Process.Start(start)!;
        Task<string> output = git.StandardOutput.ReadToEndAsync();
        git.StandardInput.Write(string.Concat(files.Select(file => file + '\0')));
        git.StandardInput.Close();
        git.WaitForExit();
        Assert.True(git.ExitCode is 0 or 1);
        return [.. output.Result.Split('\0', StringSplitOptions.RemoveEmptyEntries)];
    }
}
