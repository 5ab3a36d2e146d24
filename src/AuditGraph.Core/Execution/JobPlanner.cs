using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Execution;

/// <summary>Finds the jobs that are asked for and those that they need, and puts them in order.</summary>
internal static class JobPlanner
{
    /// <summary>The plan of what is asked for of a job file.</summary>
    /// <exception cref="AuditRunException"><c>JobNotFound</c>, <c>TagNotFound</c>.</exception>
    /// <exception cref="AuditConfigurationException"><c>NeedDisabled</c>.</exception>
    public static JobPlan Plan(JobConfigFile file, PlanRequest request) =>
        Plan(Select(file, request), file.Jobs, request.WithNeeds);

    /// <summary>The plan of some jobs.</summary>
    /// <param name="asked">The jobs that are asked for; of two with one name the first is taken.</param>
    /// <param name="known">All jobs that could be needed.</param>
    /// <param name="withNeeds">Whether the jobs that those need run too.</param>
    /// <exception cref="AuditConfigurationException"><c>NeedsUnknown</c>, <c>NeedDisabled</c>, <c>NeedsCycle</c>.</exception>
    public static JobPlan Plan(IEnumerable<AuditJob> asked, IEnumerable<AuditJob> known, bool withNeeds)
    {
        var selected = new Dictionary<string, AuditJob>(StringComparer.Ordinal);
        foreach (AuditJob job in asked)
        {
            selected.TryAdd(job.Name, job);
        }

        HashSet<string> names = [.. selected.Keys];
        if (withNeeds)
        {
            AddNeeds(selected, known);
        }

        return JobPlan.Create(selected.Values, job => names.Contains(job.Name));
    }

    private static IEnumerable<AuditJob> Select(JobConfigFile file, PlanRequest request)
    {
        foreach (string tag in request.Tags)
        {
            JobSelection.RequireTag(file, tag);
        }

        // What is asked for by name comes first, so that it counts as named also where it is asked for in another way too.
        return
        [
            .. request.Names.Select(name => JobSelection.Find(file, name)),
            .. file.Jobs.Where(job => job.Enabled && (request.All || job.Tags.Any(tag => request.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase)))),
        ];
    }

    private static void AddNeeds(Dictionary<string, AuditJob> selected, IEnumerable<AuditJob> known)
    {
        Dictionary<string, AuditJob>? byName = null;
        var open = new Queue<AuditJob>(selected.Values);
        while (open.TryDequeue(out AuditJob? job))
        {
            foreach (AuditJobNeed need in job.Needs)
            {
                if (selected.ContainsKey(need.Job))
                {
                    continue;
                }

                byName ??= known.DistinctBy(other => other.Name).ToDictionary(other => other.Name, StringComparer.Ordinal);
                AuditJob needed = byName.GetValueOrDefault(need.Job) ?? throw new AuditConfigurationException(
                    ConfigurationErrors.NeedsUnknown, $"The job '{job.Name}' needs '{need.Job}', which is not defined.")
                {
                    Target = need.Job,
                };
                if (!needed.Enabled)
                {
                    throw new AuditConfigurationException(
                        ConfigurationErrors.NeedDisabled, $"The job '{job.Name}' needs '{need.Job}', which is disabled.")
                    {
                        Target = need.Job,
                    };
                }

                selected.Add(needed.Name, needed);
                open.Enqueue(needed);
            }
        }
    }
}
