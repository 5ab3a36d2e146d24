using System.Text;

namespace AuditGraph.Core.Workspaces;

/// <summary>The files with which a new workspace starts.</summary>
internal static class WorkspaceStarter
{
    /// <summary>Where the job file of a new workspace is, relative to its root.</summary>
    public const string JobFile = "config/jobs.yaml";

    /// <summary>Where the list of what git leaves alone is, relative to the root.</summary>
    public const string IgnoreFile = ".gitignore";

    /// <summary>The most bytes of a list that is added to.</summary>
    public const int LongestIgnoreFile = 1 << 20;

    /// <summary>A job file with one job, explained by its comments.</summary>
    public const string Jobs = """
        # yaml-language-server: $schema=https://raw.githubusercontent.com/auditgraph/auditgraph/main/config/jobs.schema.json
        #
        # The audit jobs of this workspace.
        #   Run one:          Invoke-AuditJob changed_since    or    auditgraph jobs run changed_since
        #   Check this file:  Test-AuditJobConfig              or    auditgraph jobs test
        version: 1

        jobs:
          changed_since:
            description: Files added, modified, removed or renamed in the last day.
            tags: [daily]
            action:
              type: report.changed_since
              args:
                # A duration (90m, 24h, 7d, 2w), an ISO 8601 date or instant, run:<id>, last-run, or git:<rev>.
                since: 24h
                # Which files to look at; .git/, .pkg/ and exports/ are always left out.
                # include: ["**/*.conf"]
                # exclude: ["tmp/**"]
            output:
              # Always below exports/; the extension decides the format: md, json or csv.
              path: exports/reports/changed_since.md

        """;

    private static readonly string[] Ignored = [".pkg/", "exports/"];

    /// <summary>The text of a .gitignore with the product's folders in it, or null where it has them already.</summary>
    /// <param name="current">Its present text; empty where there is none.</param>
    public static string? AddIgnored(string current)
    {
        HashSet<string> lines = [.. current.Split('\n').Select(line => line.Trim())];
        string[] missing = [.. Ignored.Where(line => !lines.Contains(line) && !lines.Contains('/' + line))];
        if (missing.Length == 0)
        {
            return null;
        }

        var text = new StringBuilder(current);
        if (current.Length > 0 && !current.EndsWith('\n'))
        {
            text.Append('\n');
        }

        text.Append("# AuditGraph: records of runs, and their reports\n");
        foreach (string line in missing)
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }
}
