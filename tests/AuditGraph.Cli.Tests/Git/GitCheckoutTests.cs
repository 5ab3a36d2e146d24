using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests.Git;

/// <summary>Work trees that git checks out in part or in another form.</summary>
public sealed class GitCheckoutTests : IDisposable
{
    private readonly GitSite site = new();

    public void Dispose() => site.Dispose();

    [Theory]
    [InlineData("--cone")]
    [InlineData("--cone --sparse-index")]
    [InlineData("--no-cone")]
    public void What_a_sparse_checkout_skips_is_not_checked_out_and_not_removed(string kind)
    {
        site.Shell("mkdir in out; echo 1 >in/kept; echo 2 >in/gone; echo 3 >out/skipped; echo 4 >out/there; echo 4 >top");
        site.Commit();
        site.Shell($"git sparse-checkout set {kind} in; rm in/gone; mkdir -p out; echo 5 >out/there; echo 6 >out/new");

        JsonNode report = site.Report("git:HEAD");

        string[] expected = kind == "--no-cone"
            ? ["removed in/gone", "added out/new", "modified out/there"]
            : ["removed in/gone", "added out/new", "modified out/there"];
        Assert.Equal(expected, site.Changes("git:HEAD"));
        Assert.Contains("not checked out (a sparse checkout)", GitSite.Notes(report), StringComparison.Ordinal);
        Assert.Contains("out/skipped", report["coverage"]!["uncompared"]!.AsArray().Select(row => (string?)row!["path"]));
    }

    [Fact]
    public void A_skipped_file_is_not_the_source_of_a_rename()
    {
        site.Shell("echo same >skipped; echo 1 >kept");
        site.Commit();
        site.Shell("git update-index --skip-worktree skipped; rm skipped; echo same >new");
        Assert.Equal(["added new"], site.Changes("git:HEAD"));
    }

    [Fact]
    public void Where_git_does_not_look_at_the_executable_bit_it_is_said_and_not_compared()
    {
        site.Shell("echo 1 >a; echo 2 >b; echo 3 >c; chmod +x a");
        site.Commit();
        site.Shell("git config core.fileMode false; chmod -x a; chmod +x b; echo 4 >c; chmod +x c");

        JsonNode report = site.Report("git:HEAD");

        Assert.Equal(["modified c"], site.Changes("git:HEAD"));
        Assert.Contains("core.fileMode is false", GitSite.Notes(report), StringComparison.Ordinal);
        Assert.Contains("3 files differ in it", GitSite.Notes(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_git_makes_no_links_a_file_with_the_target_counts_as_the_link()
    {
        site.Shell("ln -s target kept; ln -s target edited");
        site.Commit();
        site.Shell("git config core.symlinks false; rm kept edited; printf target >kept; printf other >edited");

        JsonNode report = site.Report("git:HEAD");

        Assert.Equal(["modified edited"], site.Changes("git:HEAD"));
        Assert.Contains("core.symlinks is false", GitSite.Notes(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Tracked_files_where_the_product_writes_are_said()
    {
        site.Shell("mkdir -p exports/reports .pkg a/exports; echo 1 >exports/reports/old; echo 1 >.pkg/x; echo 1 >a/exports/y");
        site.Git("add", "-f", ".");
        site.Commit();
        site.Shell("rm a/exports/y");

        JsonNode report = site.Report("git:HEAD");

        Assert.Equal(["removed a/exports/y"], site.Changes("git:HEAD"));
        Assert.Contains("2 entries below .pkg/ or exports/", GitSite.Notes(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Links_and_the_files_of_a_linked_work_tree_are_compared()
    {
        site.Shell("echo 1 >a; ln -s a l");
        site.Commit();
        site.Shell("git worktree add -q ../site/tree -b other; echo 2 >tree/a");
        Assert.Equal(["modified a"], site.Changes("git:HEAD", root: "tree"));
    }
}
