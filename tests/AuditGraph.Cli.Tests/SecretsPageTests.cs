namespace AuditGraph.Cli.Tests;

/// <summary>Runs the examples of docs/actions/check.secrets.md.</summary>
public sealed class SecretsPageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_example_says_what_the_page_says()
    {
        folder.Write("deploy.env", "# of the build\nTOKEN=glpat-" + "Hq7Zr2Lm9Xc4Vb8Nt5Kd\n");
        folder.Write(
            "tests/login.py",
            "URL = \"postgres://app:" + "qW7zX2mK@localhost\"  # auditgraph:"
                + "allow secrets.url-credentials of the tests\n");
        folder.Write("vendor/a.txt", "glpat-" + "Hq7Zr2Lm9Xc4Vb8Nt5Kd\n");

        Assert.Equal(3, PageExamples.Run("docs/actions/check.secrets.md", folder));
        Assert.Contains(
            "| `tests/login.py` | 1 | secrets.url-credentials | 1 |",
            File.ReadAllText(folder["exports/reports/secrets.md"]),
            StringComparison.Ordinal);
    }
}
