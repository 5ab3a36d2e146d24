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
    [InlineData("config/jobs.yaml", true)]
    [InlineData("config/jobs.yml", false)]
    [InlineData("config/jobs.json", false)]
    public void A_job_file_that_is_there_is_replaced_only_by_force_and_never_joined_by_another(string name, bool isReplaced)
    {
        folder.Write($"w/{name}", "mine");

        Assert.Equal("AG4020", Assert.Throws<AuditWorkspaceException>(() => Plan("w")).Code);
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
