using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration;

/// <summary>Finds jobs by their names and tags.</summary>
internal static class JobSelection
{
    /// <summary>The job with a name; case is of no account, because no two names differ by it alone.</summary>
    /// <param name="file">The file that defines the jobs.</param>
    /// <param name="name">The name.</param>
    /// <exception cref="AuditRunException"><c>JobNotFound</c>, with the nearest name as its recommendation.</exception>
    public static AuditJob Find(JobConfigFile file, string name)
    {
        foreach (AuditJob job in file.Jobs)
        {
            if (string.Equals(job.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return job;
            }
        }

        throw NotFound(
            RunErrors.JobNotFound,
            $"No job is named '{DisplayText.Escape(name)}' in '{DisplayText.Escape(file.Path)}'.",
            name,
            file.Jobs.Select(job => job.Name));
    }

    /// <summary>Makes sure that a job has a tag; case is of no account.</summary>
    /// <param name="file">The file that defines the jobs.</param>
    /// <param name="tag">The tag.</param>
    /// <exception cref="AuditRunException"><c>TagNotFound</c>, with the nearest tag as its recommendation.</exception>
    public static void RequireTag(JobConfigFile file, string tag)
    {
        string[] tags = [.. file.Jobs.SelectMany(job => job.Tags)];
        if (!tags.Contains(tag, StringComparer.OrdinalIgnoreCase))
        {
            throw NotFound(
                WorkspaceErrors.TagNotFound, $"No job has the tag '{DisplayText.Escape(tag)}' in '{DisplayText.Escape(file.Path)}'.", tag, tags);
        }
    }

    private static AuditRunException NotFound(AuditErrorDescriptor descriptor, string message, string name, IEnumerable<string> known) =>
        new(descriptor, message)
        {
            Target = name,
            RecommendedAction = NearestName.Find(name, known) is { } nearest ? $"Did you mean '{nearest}'?" : descriptor.RecommendedAction,
        };
}
