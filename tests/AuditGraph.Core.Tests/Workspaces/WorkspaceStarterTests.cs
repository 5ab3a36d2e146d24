using System.Text;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Workspaces;

public sealed class WorkspaceStarterTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_job_file_is_valid_as_it_is_and_with_its_examples_uncommented()
    {
        string uncommented = WorkspaceStarter.Jobs
            .Replace("# include:", "include:", StringComparison.Ordinal)
            .Replace("# exclude:", "exclude:", StringComparison.Ordinal);
        Assert.NotEqual(WorkspaceStarter.Jobs, uncommented);

        foreach (string text in (string[])[WorkspaceStarter.Jobs, uncommented])
        {
            JobConfigFile file = JobConfig.Parse("/w/config/jobs.yaml", Encoding.UTF8.GetBytes(text), "/w");

            Assert.Empty(file.Diagnostics);
            Assert.Equal("changed_since", Assert.Single(file.Jobs).Name);
        }
    }

    [Fact]
    public void Git_is_told_only_where_there_is_git()
    {
        Assert.Equal(["config/jobs.yaml"], Plan("plain"));
        Directory.CreateDirectory(folder["repo/.git"]);
        Assert.Equal(["config/jobs.yaml", ".gitignore"], Plan("repo"));
        Assert.Equal(["config/jobs.yaml", ".gitignore"], Plan("repo/sub"));
    }

    [Fact]
    public void What_git_leaves_alone_already_is_not_told_again()
    {
        Directory.CreateDirectory(folder["repo/.git"]);
        folder.Write("repo/.gitignore", "bin/\n/exports/");
        StarterFile[] files = [.. WorkspaceStarter.Plan(folder["repo"], force: false, _ => { })];

        Assert.Equal("bin/\n/exports/\n# AuditGraph: records of runs, and their reports\n.pkg/\n", Encoding.UTF8.GetString(files[1].Content));
        folder.Write("repo/.gitignore", Encoding.UTF8.GetString(files[1].Content));
        Assert.Equal(["config/jobs.yaml"], Plan("repo"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("bin/\n", "bin/\n")]
    [InlineData("bin/", "bin/\n")]
    public void What_git_is_told_begins_a_line_of_its_own(string present, string kept)
    {
        Directory.CreateDirectory(folder["repo/.git"]);
        folder.Write("repo/.gitignore", present);
        StarterFile[] files = [.. WorkspaceStarter.Plan(folder["repo"], force: false, _ => { })];

        Assert.Equal(kept + "# AuditGraph: records of runs, and their reports\n.pkg/\nexports/\n", Encoding.UTF8.GetString(files[1].Content));
        Assert.Equal([true, false], files.Select(file => file.IsJobFile));
    }

    [Fact]
    public void What_git_is_told_by_way_of_a_link_stays_as_it_is_with_a_warning()
    {
        Directory.CreateDirectory(folder["repo/.git"]);
        folder.Write("elsewhere", "");
        File.CreateSymbolicLink(folder["repo/.gitignore"], folder["elsewhere"]);
        List<string> warnings = [];

        Assert.Equal(["config/jobs.yaml"], WorkspaceStarter.Plan(folder["repo"], force: false, warnings.Add).Select(file => Path.GetRelativePath(folder["repo"], file.Path)));
        Assert.Contains(folder["repo/.gitignore"], Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void No_job_file_is_planned_behind_a_link()
    {
        Directory.CreateDirectory(folder["elsewhere"]);
        Directory.CreateDirectory(folder["w"]);
        File.CreateSymbolicLink(folder["w/config"], folder["elsewhere"]);

        Assert.Equal("AG4040", Assert.Throws<AuditWorkspaceException>(() => Plan("w")).Code);
    }

    [Theory]
    [InlineData("config/jobs.yaml", true)]
    [InlineData("config/jobs.yml", false)]
    [InlineData("config/jobs.json", false)]
    public void A_job_file_that_is_there_is_replaced_only_by_force_and_never_joined_by_another(string name, bool isReplaced)
    {
        folder.Write($"w/{name}", "mine");

        var error = Assert.Throws<AuditWorkspaceException>(() => Plan("w"));
        Assert.Equal("AG4020", error.Code);
        Assert.Equal(folder[$"w/{name}"], error.Target);
        if (isReplaced)
        {
            Assert.Equal(["config/jobs.yaml"], Plan("w", force: true));
        }
        else
        {
            Assert.Throws<AuditWorkspaceException>(() => Plan("w", force: true));
        }
    }

    private string[] Plan(string root, bool force = false) =>
        [.. WorkspaceStarter.Plan(folder[root], force, _ => { }).Select(file => Path.GetRelativePath(folder[root], file.Path))];
}
