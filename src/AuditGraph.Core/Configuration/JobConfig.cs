using AuditGraph.Core.Actions;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Reading;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Configuration;

/// <summary>The way from a workspace to its jobs.</summary>
internal static class JobConfig
{
    /// <summary>Finds, reads and validates a workspace's configuration.</summary>
    /// <param name="root">The workspace's root.</param>
    /// <param name="sizeLimit">The largest file that is read, in bytes.</param>
    /// <param name="isHashed">Whether the jobs are to carry the file's SHA-256, which a run records.</param>
    /// <param name="describeRun">Says why a run cannot be compared with, or null where it can; null where that is not asked for.</param>
    /// <param name="actions">The actions there are; null for those of the product.</param>
    /// <returns>The file with its jobs and findings; a missing file is a finding too.</returns>
    public static JobConfigFile Load(
        string root,
        int sizeLimit = ConfigFinder.DefaultSizeLimit,
        bool isHashed = true,
        Func<string, string?>? describeRun = null,
        IReadOnlyList<ActionDescriptor>? actions = null)
    {
        string absolute = Path.GetFullPath(root);
        string? found = ConfigFinder.Find(absolute, WorkspaceLocator.JobFiles, out ConfigFile? refusal);
        if (refusal is not null)
        {
            return Failed(refusal);
        }

        return found is null
            ? Failed(ConfigFinder.Refuse(
                Path.Join(absolute, WorkspaceLocator.JobFiles[0]), ConfigurationErrors.ConfigNotFound,
                $"there is no job configuration; expected one of {string.Join(", ", WorkspaceLocator.JobFiles)} in {DisplayText.Escape(absolute)}",
                "make one with 'auditgraph init' or New-AuditWorkspace"))
            : LoadFile(found, absolute, sizeLimit, isHashed, describeRun, actions);
    }

    /// <summary>Reads and validates a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="root">The workspace's root that its jobs are to have.</param>
    /// <param name="sizeLimit">The largest file that is read, in bytes.</param>
    /// <param name="isHashed">Whether the jobs are to carry the file's SHA-256, which a run records.</param>
    /// <param name="describeRun">Says why a run cannot be compared with, or null where it can; null where that is not asked for.</param>
    /// <param name="actions">The actions there are; null for those of the product.</param>
    public static JobConfigFile LoadFile(
        string path,
        string root,
        int sizeLimit = ConfigFinder.DefaultSizeLimit,
        bool isHashed = true,
        Func<string, string?>? describeRun = null,
        IReadOnlyList<ActionDescriptor>? actions = null)
    {
        string absolute = Path.GetFullPath(path);
        return ConfigFinder.Read(absolute, sizeLimit, out ConfigFile? refusal) is { } bytes
            ? Parse(absolute, bytes, root, actions, isHashed, describeRun)
            : Failed(refusal!);
    }

    /// <summary>Validates bytes that were read already.</summary>
    /// <param name="path">The file they are from, as an absolute path; <c>.json</c> is read as JSON, all else as YAML 1.2.</param>
    /// <param name="bytes">The content, which nobody changes from now on.</param>
    /// <param name="root">The workspace's root that its jobs are to have.</param>
    /// <param name="actions">The actions there are; null for those of the product.</param>
    /// <param name="isHashed">Whether the jobs are to carry the file's SHA-256, which a run records.</param>
    /// <param name="describeRun">Says why a run cannot be compared with, or null where it can; null where that is not asked for.</param>
    public static JobConfigFile Parse(
        string path,
        byte[] bytes,
        string root,
        IReadOnlyList<ActionDescriptor>? actions = null,
        bool isHashed = true,
        Func<string, string?>? describeRun = null)
    {
        // The first hash of a process loads a cryptographic library: 4.2 ms of a start.
        string? sha256 = isHashed ? ContentHash.Of(bytes).ToString() : null;
        ConfigDocument document = ConfigReader.Read(path, bytes, "'jobs:' with the jobs below it");
        IReadOnlyList<JobDraft> drafts = JobConfigValidator.Validate(
            document, actions ?? ActionCatalog.Product.Descriptors, Path.GetFullPath(root), sha256, describeRun);
        var jobs = new AuditJob[drafts.Count];
        int count = 0;
        foreach (JobDraft draft in drafts)
        {
            if (draft.Job is not null && !document.Diagnostics.HasErrorsIn(draft.Job.Name))
            {
                jobs[count++] = draft.Job;
            }
        }

        Array.Resize(ref jobs, count);
        Array.Sort(jobs, static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        return new JobConfigFile(
            path, bytes, document.Source.Text, ValueList.Create<AuditJob>(jobs), drafts.Count,
            document.Diagnostics.ToSorted());
    }

    private static JobConfigFile Failed(ConfigFile refusal) => new(refusal.Path, null, "", [], 0, refusal.Diagnostics);
}
