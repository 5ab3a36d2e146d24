using System.Globalization;

namespace AuditGraph.Core.Tests.Git;

/// <summary>
/// After random mutations, reports say what git says. The variables choose another run: <c>AUDITGRAPH_GIT_REPOSITORY</c>
/// a repository of which a clone is mutated instead of a generated one, <c>AUDITGRAPH_GIT_MUTATIONS</c> how many
/// mutations, <c>AUDITGRAPH_SEEDS</c> where they begin.
/// </summary>
public sealed class GitMutationTests(ITestOutputHelper output) : IDisposable
{
    private const int BetweenComparisons = 4;

    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        // The base library cannot delete names that are not UTF-8.
        new GitMutations(folder.Root, new Random(0)).Shell("chmod -R u+rwX .; rm -rf *");
        folder.Dispose();
    }

    public static TheoryData<int> FewSeeds => Seeds.To(1);

    [Theory]
    [MemberData(nameof(FewSeeds))]
    public void Whatever_is_done_to_a_work_tree_is_said_as_git_says_it(int seed)
    {
        Assert.SkipUnless(Snapshots.ScopeTests.HasGit(), "There is no git command.");
        int mutations = Environment.GetEnvironmentVariable("AUDITGRAPH_GIT_MUTATIONS") is { Length: > 0 } asked
            ? int.Parse(asked, CultureInfo.InvariantCulture)
            : 60;
        string? source = Environment.GetEnvironmentVariable("AUDITGRAPH_GIT_REPOSITORY");
        output.WriteLine($"seed {seed}, {mutations} mutations of {source ?? "a generated repository"}");
        string root = Directory.CreateDirectory(folder["tree"]).FullName;
        var mutator = new GitMutations(root, new Random(seed));
        mutator.Shell(source is null ? Generated : $"git clone -q --no-hardlinks {GitMutations.Quote(source)} .");
        mutator.Shell("git config user.name a; git config user.email a@b; git config gc.auto 0");
        var oracle = new GitOracle(root, mutator);
        var done = new List<string>();
        for (int count = 1; count <= mutations; count++)
        {
            done.Add(mutator.Next());
            if (count % BetweenComparisons == 0 || count == mutations)
            {
                List<string> differences = oracle.Compare();
                Assert.True(
                    differences.Count == 0,
                    $"seed {seed}, after {count}:\n{string.Join('\n', differences.Take(20))}\nlast done:\n{string.Join('\n', done.TakeLast(8))}");
            }
        }

        foreach ((string reason, int times) in oracle.Explained)
        {
            output.WriteLine($"{times} × {reason}");
        }
    }

    private const string Generated = """
        git init -q .; git config user.name a; git config user.email a@b
        for d in . a a/b docs d1 d2/x; do mkdir -p $d; for n in 1 2 3 x readme.md build.log; do echo "$d $n" >$d/$n; done; done
        ln -s a/1 link; chmod +x a/2; printf '*.log\n' >.gitignore; git add -A; git add -f build.log; git commit -qm1
        """;
}
