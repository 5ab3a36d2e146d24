using System.Text;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Tests.Errors;

/// <summary>Makes <c>docs/errors.md</c> from the catalogue.</summary>
internal static class ErrorsPage
{
    private const string Start = """
        # Errors

        Every error of the product, from its catalogue. The first digit of a code is its family: `AG1` the job file, `AG2` a
        run, `AG3` evidence, `AG4` the workspace. The findings about a job file have a page of their own, with an example
        for each: [diagnostics](diagnostics.md).

        In PowerShell, the *id* is the first part of `FullyQualifiedErrorId`, the *category* is `CategoryInfo.Category`, what
        the error is about is `TargetObject` (a name, a path, a run's id, or a finding with its line and column), and what to do
        is `ErrorDetails.RecommendedAction`. The exception is one of `[AuditGraph.AuditException]`'s family, with the code as
        `Code`:

        ```powershell
        try { Invoke-AuditJob nightly -ErrorAction Stop }
        catch [AuditGraph.AuditRunException] { $_.Exception.Code }
        ```

        On the command line the same stands in the JSON object: `{"status": "error", "message": …, "detail": {"code": …}}`.

        """;

    /// <summary>The page's text.</summary>
    public static string Generate()
    {
        var page = new StringBuilder(Start);
        AddFamily(page, "Runs", "AG2", "AuditRunException");
        AddFamily(page, "Evidence", "AG3", "AuditEvidenceException");
        AddFamily(page, "Workspace", "AG4", "AuditWorkspaceException");
        AddFamily(page, "Job file", "AG1", "AuditConfigurationException");
        return page.ToString();
    }

    private static void AddFamily(StringBuilder page, string heading, string prefix, string exception)
    {
        page.Append($"\n## {heading}\n\nThrown as `[AuditGraph.{exception}]`.\n\n");
        page.Append("| code | id | category | meaning | what to do |\n|---|---|---|---|---|\n");
        foreach (AuditErrorDescriptor error in ErrorCatalogue.All.Where(error => error.Code.StartsWith(prefix, StringComparison.Ordinal)))
        {
            page.Append($"| {error.Code} | `{error.Name}` | {error.Category} | {Cell(error.Summary)} | {Cell(error.RecommendedAction)} |\n");
        }
    }

    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("<", "\\<", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);
}
