namespace AuditGraph.Cli.Tests;

/// <summary>Job files for tests.</summary>
internal static class Job
{
    /// <summary>One job <c>changed</c> with some arguments and an output path.</summary>
    public static string File(string since = "24h", string format = "json", string extra = "") =>
        $"""
        jobs:
          changed:
            action:
              type: report.changed_since
              args:
                since: {since}
                {extra}
            output:
              path: exports/reports/changed.{format}
        """;
}
