using AuditGraph.Core.Configuration;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Workspaces;

public sealed class WorkspaceLocatorTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(WorkspaceLocator.RootVariable, null);
        folder.Dispose();
    }

    [Fact]
    public void The_root_that_is_asked_for_comes_first()
    {
        folder.Write("one/config/jobs.yaml", "");
        Directory.CreateDirectory(folder["two"]);

        Assert.Equal(folder["two"], WorkspaceOpener.Locate(folder["two"], folder["one"]).Root);
        Assert.Equal(folder["two"], WorkspaceOpener.Locate("../two/", folder["one"]).Root);
    }

    [Fact]
    public void The_environment_variable_comes_second()
    {
        folder.Write("one/config/jobs.yaml", "");
        Directory.CreateDirectory(folder["two"]);
        Environment.SetEnvironmentVariable(WorkspaceLocator.RootVariable, folder["two"]);

        Assert.Equal(folder["two"], WorkspaceOpener.Locate(null, folder["one"]).Root);
    }

    [Theory]
    [InlineData("config/jobs.yaml")]
    [InlineData("config/jobs.yml")]
    [InlineData("config/jobs.json")]
    [InlineData(".pkg/any")]
    public void The_nearest_folder_upward_that_is_a_workspace_comes_third(string mark)
    {
        folder.Write("top/config/jobs.yaml", "");
        folder.Write(Path.Join("top/inner", mark), "");
        Directory.CreateDirectory(folder["top/inner/a/b"]);

        Assert.Equal(folder["top/inner"], WorkspaceOpener.Locate(null, folder["top/inner/a/b"]).Root);
    }

    [Fact]
    public void The_current_folder_comes_last() =>
        Assert.Equal(folder.Root, WorkspaceOpener.Locate(null, folder.Root).Root);

    [Theory]
    [InlineData("missing")]
    [InlineData("file")]
    public void A_root_that_is_no_folder_is_an_error(string root)
    {
        folder.Write("file", "");

        var error = Assert.Throws<AuditWorkspaceException>(() => WorkspaceOpener.Locate(folder[root], folder.Root));

        Assert.Equal("AG4001", error.Code);
        Assert.Contains(folder[root], error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_root_of_links_in_a_circle_is_an_error()
    {
        File.CreateSymbolicLink(folder["circle"], folder["circle"]);

        Assert.Equal("AG4001", Assert.Throws<AuditWorkspaceException>(() => WorkspaceLocator.FindRoot(folder["circle"], folder.Root)).Code);
    }

    [Fact]
    public void A_root_whose_configuration_is_behind_a_link_is_an_error()
    {
        Directory.CreateDirectory(folder["elsewhere"]);
        File.CreateSymbolicLink(folder["config"], folder["elsewhere"]);

        Assert.Equal("AG4040", Assert.Throws<AuditWorkspaceException>(() => WorkspaceLocator.FindRoot(folder.Root, folder.Root)).Code);
    }

    [Theory]
    [InlineData("", "default", true, null)]
    [InlineData("active_profile: team-a", "team-a", true, null)]
    [InlineData("version: 1\nactive_profile: \"x\"\nsecurity:\n  redaction: {enabled: false}\n", "x", false, null)]
    [InlineData("snapshots: {keep: 30d}", "default", true, 30)]
    [InlineData("snapshots:\n  keep: '2w'\n", "default", true, 14)]
    public void The_settings_name_the_profile_the_redaction_and_how_long_snapshots_are_kept(string settings, string profile, bool redaction, int? days)
    {
        folder.Write("config/pkg.yaml", settings);

        Workspace workspace = WorkspaceOpener.Locate(folder.Root, "/");

        Assert.Equal(new WorkspaceSettings(profile, redaction, days is { } count ? TimeSpan.FromDays(count) : null), workspace.Settings);
        Assert.Equal(folder[$".pkg/profiles/{profile}"], workspace.Paths.Folder);
    }

    [Theory]
    [InlineData("active_profile: ../../etc")]
    [InlineData("active_profile: .hidden")]
    [InlineData("active_profile: ''")]
    [InlineData("active_profile: a/b")]
    [InlineData("active_profile: \"a\\u0000b\"")]
    [InlineData("active_profile: a\nactive_profile: b")]
    [InlineData("active_profile: [a")]
    [InlineData("active_profile: a\n---\nactive_profile: b")]
    [InlineData("security: {redaction: {enabled: maybe}}")]
    [InlineData("snapshots: {keep: 30}")]
    [InlineData("snapshots: {keep: 0d}")]
    [InlineData("snapshots: {keep: }")]
    [InlineData("snapshots: {keep: for ever}")]
    [InlineData("active_profil: x")]
    [InlineData("other: [1, {a: b}]")]
    [InlineData("security: {redact: {enabled: false}}")]
    public void Settings_that_cannot_be_used_are_an_error(string settings)
    {
        folder.Write("config/pkg.yaml", settings);

        Assert.Equal("AG4002", Assert.Throws<AuditWorkspaceException>(() => WorkspaceOpener.Locate(folder.Root, "/")).Code);
    }

    [Fact]
    public void Settings_nested_without_end_are_an_error()
    {
        folder.Write("config/pkg.yaml", string.Concat(Enumerable.Range(0, 60).Select(level => new string(' ', level) + "a:\n")) + new string(' ', 60) + "b: c\n");

        Assert.Equal("AG4002", Assert.Throws<AuditWorkspaceException>(() => WorkspaceOpener.Locate(folder.Root, "/")).Code);
    }

    [Fact]
    public void A_folder_in_the_place_of_the_settings_is_an_error()
    {
        Directory.CreateDirectory(folder["config/pkg.yaml"]);

        Assert.Equal("AG4002", Assert.Throws<AuditWorkspaceException>(() => WorkspaceOpener.Locate(folder.Root, "/")).Code);
    }
}
