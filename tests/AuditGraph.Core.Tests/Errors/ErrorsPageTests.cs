using System.Text;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Tests.Errors;

public sealed class ErrorsPageTests
{
    [Fact]
    public void The_page_lists_the_catalogue() => RepositoryFile.AssertIsCurrent("docs/errors.md", Generate());

    private static string Generate()
    {
        var page = new StringBuilder(
            """
            # Errors

            <!-- Generated from the catalogue: a test compares it, and writes it anew with AUDITGRAPH_UPDATE=1 dotnet test. -->

            Every error has a code and a stable name. In PowerShell the name is the first part of `FullyQualifiedErrorId`, as in
            `JobNotFound,AuditGraph.PowerShell.Commands.GetAuditJobCommand`; the category is the ErrorRecord's, and the
            recommendation its `ErrorDetails.RecommendedAction`, more specific where the error knows more. The exception is an
            `[AuditGraph.AuditException]`, of the type that the family names. The command `auditgraph` prints the code and the name
            as `code` and `name` of the JSON error's `detail`.

            The diagnostics of a job file (`AG1xxx`) are explained with examples in [diagnostics.md](diagnostics.md).

            """);
        AddFamily(page, "Job configuration", "AuditConfigurationException", "AG1");
        AddFamily(page, "Runs", "AuditRunException", "AG2");
        AddFamily(page, "Evidence", "AuditEvidenceException", "AG3");
        AddFamily(page, "Workspace", "AuditWorkspaceException", "AG4");
        return page.ToString();
    }

    private static void AddFamily(StringBuilder page, string heading, string exception, string prefix)
    {
        page.Append($"\n## {heading}: `{exception}`\n\n| code | name | category | meaning | recommendation |\n|---|---|---|---|---|\n");
        foreach (AuditErrorDescriptor entry in ErrorCatalogue.All.Where(entry => entry.Code.StartsWith(prefix, StringComparison.Ordinal)))
        {
            page.Append($"| {entry.Code} | `{entry.Name}` | {entry.Category} | {entry.Summary} | {entry.RecommendedAction} |\n");
        }
    }
}
