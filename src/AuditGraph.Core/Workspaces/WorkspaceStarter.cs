using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;

namespace AuditGraph.Core.Workspaces;

/// <summary>The files with which a new workspace starts.</summary>
internal static class WorkspaceStarter
{
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
              # Always below exports/; the extension decides the format: md, json, csv or html.
              path: exports/reports/changed_since.md

        """;

    private const string JobFile = "config/jobs.yaml";

    private const string IgnoreFile = ".gitignore";

    private const int LongestIgnoreFile = 1 << 20;

    private static readonly string[] Ignored = [".pkg/", "exports/"];

    /// <summary>What is to be written to make a folder a workspace, in that order. Nothing is written here.</summary>
    /// <param name="root">The folder, as an absolute path; it need not be there.</param>
    /// <param name="force">Whether a job file that is there is replaced.</param>
    /// <param name="warn">Takes what the user should do by hand.</param>
    /// <exception cref="AuditWorkspaceException"><c>JobFileExists</c>.</exception>
    public static IEnumerable<StarterFile> Plan(string root, bool force, Action<string> warn)
    {
        WorkspaceFolders.Check(Path.Join(root, "config"));

        // One of another name would stand beside the new one, and none of the two be certain to be meant.
        string? present = WorkspaceLocator.JobFiles.Select(name => Path.Join(root, name)).FirstOrDefault(path => RegularFile.KindOf(path) != FileType.Unknown);
        string jobs = Path.Join(root, JobFile);
        if (present is not null && (!force || present != jobs))
        {
            throw new AuditWorkspaceException(WorkspaceErrors.JobFileExists, $"'{DisplayText.Escape(present)}' is there already.") { Target = present };
        }

        List<StarterFile> files = [new(jobs, Encoding.UTF8.GetBytes(Jobs), "Write the job file", IsJobFile: true)];
        string ignore = Path.Join(root, IgnoreFile);
        if (RepositoryFolder.Find(root, named: null) is null)
        {
            return files;
        }

        try
        {
            string current = Encoding.UTF8.GetString(RegularFile.TryRead(ignore, LongestIgnoreFile) ?? []);
            if (AddIgnored(current) is { } text)
            {
                files.Add(new StarterFile(ignore, Encoding.UTF8.GetBytes(text), "Add .pkg/ and exports/", IsJobFile: false));
            }
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            warn($"{failure.Message} It was left as it is; git is to leave .pkg/ and exports/ alone.");
        }

        return files;
    }

    /// <summary>The text of a .gitignore with the product's folders in it, or null where it has them already.</summary>
    /// <param name="current">Its present text; empty where there is none.</param>
    private static string? AddIgnored(string current)
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
