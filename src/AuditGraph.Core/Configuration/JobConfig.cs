using System.Globalization;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Reading;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Configuration;

/// <summary>The way from a workspace to its jobs.</summary>
internal static class JobConfig
{
    /// <summary>The largest file that is read, in bytes, unless a caller says otherwise.</summary>
    public const int DefaultSizeLimit = 1 << 20;

    /// <summary>Finds, reads and validates a workspace's configuration.</summary>
    /// <param name="root">The workspace's root.</param>
    /// <param name="sizeLimit">The largest file that is read, in bytes.</param>
    /// <param name="isHashed">Whether the jobs are to carry the file's SHA-256, which a run records.</param>
    /// <returns>The file with its jobs and findings; a missing file is a finding too.</returns>
    public static JobConfigFile Load(string root, int sizeLimit = DefaultSizeLimit, bool isHashed = true)
    {
        string absolute = Path.GetFullPath(root);
        string? found = null;
        foreach (string relative in WorkspaceLocator.JobFiles)
        {
            string path = Path.Join(absolute, relative);
            if (!IsThere(path))
            {
                continue;
            }

            if (found is not null)
            {
                return Failed(
                    found, ConfigurationErrors.ConfigAmbiguous,
                    $"the workspace also has {relative}; expected only one of {string.Join(", ", WorkspaceLocator.JobFiles)}");
            }

            found = path;
        }

        return found is null
            ? Failed(
                Path.Join(absolute, WorkspaceLocator.JobFiles[0]), ConfigurationErrors.ConfigNotFound,
                $"there is no job configuration; expected one of {string.Join(", ", WorkspaceLocator.JobFiles)} in {DisplayText.Escape(absolute)}")
            : LoadFile(found, absolute, sizeLimit, isHashed);
    }

    private static bool IsThere(string path)
    {
        try
        {
            return RegularFile.KindOf(path) != FileType.Unknown;
        }
        catch (IOException)
        {
            // Something is in the way, which reading it tells.
            return true;
        }
    }

    /// <summary>Reads and validates a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="root">The workspace's root that its jobs are to have.</param>
    /// <param name="sizeLimit">The largest file that is read, in bytes.</param>
    /// <param name="isHashed">Whether the jobs are to carry the file's SHA-256, which a run records.</param>
    public static JobConfigFile LoadFile(string path, string root, int sizeLimit = DefaultSizeLimit, bool isHashed = true)
    {
        string absolute = Path.GetFullPath(path);
        try
        {
            return RegularFile.TryReadStart(absolute, sizeLimit) switch
            {
                null => Failed(absolute, ConfigurationErrors.ConfigNotFound, "there is no such file"),
                { } bytes when bytes.Length > sizeLimit => Failed(
                    absolute, ConfigurationErrors.ConfigTooLarge,
                    string.Create(CultureInfo.InvariantCulture, $"the file is larger than the limit of {sizeLimit} bytes")),
                { } bytes => Parse(absolute, bytes, root, isHashed: isHashed),
            };
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            return Failed(absolute, ConfigurationErrors.ConfigUnreadable, $"the file cannot be read: {failure.Message}");
        }
    }

    /// <summary>Validates bytes that were read already.</summary>
    /// <param name="path">The file they are from, as an absolute path; <c>.json</c> is read as JSON, all else as YAML 1.2.</param>
    /// <param name="bytes">The content, which nobody changes from now on.</param>
    /// <param name="root">The workspace's root that its jobs are to have.</param>
    /// <param name="actions">The actions there are; null for those of the product.</param>
    /// <param name="isHashed">Whether the jobs are to carry the file's SHA-256, which a run records.</param>
    public static JobConfigFile Parse(
        string path, byte[] bytes, string root, IReadOnlyList<ActionDescriptor>? actions = null, bool isHashed = true)
    {
        // The first hash of a process loads a cryptographic library, which takes longer than reading the file.
        string? sha256 = isHashed ? ContentHash.Of(bytes).ToString() : null;
        JobConfigDocument document = JobConfigReader.Read(path, bytes);
        IReadOnlyList<JobDraft> drafts = JobConfigValidator.Validate(
            document, actions ?? ActionCatalog.Descriptors, Path.GetFullPath(root), sha256);
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

    private static JobConfigFile Failed(string path, AuditErrorDescriptor rule, string message)
    {
        var diagnostics = new DiagnosticList(new SourceText(path, ""));
        diagnostics.Add(rule, default, DocumentPath.Root, message);
        return new JobConfigFile(path, null, "", [], 0, diagnostics.ToSorted());
    }
}
