using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration;

/// <summary>Finds jobs by their names.</summary>
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

        string? nearest = NearestName.Find(name, file.Jobs.Select(job => job.Name));
        throw new AuditRunException(
            RunErrors.JobNotFound, $"No job is named '{DisplayText.Escape(name)}' in '{DisplayText.Escape(file.Path)}'.")
        {
            Target = name,
            RecommendedAction = nearest is null ? RunErrors.JobNotFound.RecommendedAction : $"Did you mean '{nearest}'?",
        };
    }
}
