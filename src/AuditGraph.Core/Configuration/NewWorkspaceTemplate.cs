namespace AuditGraph.Core.Configuration;

/// <summary>The configuration that a new workspace begins with.</summary>
internal static class NewWorkspaceTemplate
{
    /// <summary>A commented <c>config/jobs.yaml</c> with one job; it is valid as it is.</summary>
    /// <remarks>Its first line names the schema beside it, so that editors complete and check while one types.</remarks>
    public const string JobsYaml =
        """
        # yaml-language-server: $schema=./jobs.schema.json
        # The audit jobs of this workspace. Check the file with 'auditgraph jobs test' or Test-AuditJobConfig.
        version: 1

        # What a job need not say; a job's own value takes the place of the default.
        # defaults:
        #   tags: [daily]
        #   timeout: 30m
        #   retries: 1

        jobs:
          changed_since:                      # the job's name: letters, digits, '_', '-' and '.'
            description: The files that changed in the last day.
            tags: [daily]                     # choose jobs together: auditgraph jobs list, Get-AuditJob -Tag daily
            action:
              type: report.changed_since
              args:
                since: 24h                    # or 7d, 2026-01-31, last-run, run:<id>, git:<revision>
                exclude: ["**/bin/**", "**/obj/**", "**/node_modules/**"]
            output:
              path: exports/reports/changed_since.md   # .md, .json or .csv

          # weekly:
          #   description: The files that changed in a week, for a program to read.
          #   needs: [changed_since]
          #   action:
          #     type: report.changed_since
          #     args:
          #       since: 7d
          #   output:
          #     format: json

        """;
}
