using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Workspaces;

public sealed class OutputPathPolicyTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("exports/a.md")]
    [InlineData("exports/reports/deep/..name/a b.md")]
    public void A_path_below_exports_is_where_it_says(string path) =>
        Assert.Equal(folder[path], OutputPathPolicy.Resolve(folder.Root, path));

    [Theory]
    [InlineData("")]
    [InlineData("exports")]
    [InlineData("exports/")]
    [InlineData("/exports/a.md")]
    [InlineData("exports/../a.md")]
    [InlineData("exports/./a.md")]
    [InlineData("exports//a.md")]
    [InlineData("./exports/a.md")]
    [InlineData("../exports/a.md")]
    [InlineData("Exports/a.md")]
    [InlineData("exportsx/a.md")]
    [InlineData("exports\\a.md")]
    [InlineData("exports/a\u0000.md")]
    [InlineData("exports/a\n.md")]
    [InlineData("reports/a.md")]
    public void A_path_elsewhere_is_refused(string path) => AssertRefused(path);

    [Theory]
    [InlineData("exports")]
    [InlineData("exports/reports")]
    [InlineData("exports/reports/a.md")]
    public void A_path_through_a_symbolic_link_is_refused_wherever_the_link_points(string link)
    {
        foreach (string target in (string[])["/nowhere", folder.Root, folder["exports-elsewhere"]])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[link])!);
            File.CreateSymbolicLink(folder[link], target);
            AssertRefused("exports/reports/a.md");
            File.Delete(folder[link]);
        }
    }

    [Fact]
    public void A_file_where_a_folder_must_be_is_refused()
    {
        folder.Write("exports", "not a folder");
        AssertRefused("exports/a.md");
    }

    [Fact]
    public void A_folder_where_the_output_must_be_is_refused()
    {
        Directory.CreateDirectory(folder["exports/a.md"]);
        AssertRefused("exports/a.md");
    }

    [Fact]
    public void An_output_that_is_there_may_be_replaced_and_a_pipe_in_its_place_may_not()
    {
        folder.Write("exports/a.md", "old");
        Assert.Equal(folder["exports/a.md"], OutputPathPolicy.Resolve(folder.Root, "exports/a.md"));
        Tool.Require("mkfifo");
        Assert.Equal(0, Tool.Run(folder["exports"], "mkfifo", "pipe").ExitCode);
        AssertRefused("exports/pipe");
    }

    private void AssertRefused(string path)
    {
        var error = Assert.Throws<AuditWorkspaceException>(() => OutputPathPolicy.Resolve(folder.Root, path));
        Assert.Equal("AG4003", error.Code);
        Assert.Contains("job output path", error.Message, StringComparison.Ordinal);
    }
}
