using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Execution;

/// <summary>
/// The jobs of one invocation, each after all that it needs, and else in the ordinal order of their names. Everything
/// that is printed, written and returned is in this order.
/// </summary>
internal sealed class JobPlan
{
    private JobPlan(IReadOnlyList<PlannedJob> jobs) => Jobs = jobs;

    /// <summary>The jobs, in their order.</summary>
    public IReadOnlyList<PlannedJob> Jobs { get; }

    /// <summary>Makes the plan of some jobs.</summary>
    /// <param name="selected">The jobs, no name twice. Needs that are not among them are left out of the plan.</param>
    /// <param name="isAskedFor">Whether a job was asked for itself.</param>
    /// <exception cref="AuditConfigurationException"><c>NeedsCycle</c>.</exception>
    public static JobPlan Create(IEnumerable<AuditJob> selected, Func<AuditJob, bool> isAskedFor)
    {
        AuditJob[] jobs = [.. selected.OrderBy(job => job.Name, StringComparer.Ordinal)];
        var ranks = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int rank = 0; rank < jobs.Length; rank++)
        {
            ranks.Add(jobs[rank].Name, rank);
        }

        var dependants = new List<int>[jobs.Length];
        var open = new int[jobs.Length];
        for (int rank = 0; rank < jobs.Length; rank++)
        {
            foreach (AuditJobNeed need in jobs[rank].Needs)
            {
                if (ranks.TryGetValue(need.Job, out int needed))
                {
                    (dependants[needed] ??= []).Add(rank);
                    open[rank]++;
                }
            }
        }

        int[] order = Array.TrueForAll(dependants, above => above is null) ? ByRank(jobs.Length) : Order(open, dependants);
        if (order.Length < jobs.Length)
        {
            throw Circle(jobs.Except(order.Select(rank => jobs[rank])));
        }

        var places = new int[jobs.Length];
        for (int place = 0; place < order.Length; place++)
        {
            places[order[place]] = place;
        }

        var planned = new PlannedJob[jobs.Length];
        for (int place = 0; place < order.Length; place++)
        {
            AuditJob job = jobs[order[place]];
            planned[place] = new PlannedJob(
                job,
                place,
                isAskedFor(job),
                [.. job.Needs.Where(need => ranks.ContainsKey(need.Job))
                    .Select(need => new PlannedNeed(places[ranks[need.Job]], need)).OrderBy(need => need.Index)],
                [.. job.Needs.Where(need => !ranks.ContainsKey(need.Job)).OrderBy(need => need.Job, StringComparer.Ordinal)],
                dependants[order[place]] is { } above ? [.. above.Select(dependant => places[dependant]).Order()] : []);
        }

        return new JobPlan(planned);
    }

    /// <summary>The plan of some of its jobs; what these need of the others is left out.</summary>
    public JobPlan Where(Func<AuditJob, bool> isChosen)
    {
        PlannedJob[] chosen = [.. Jobs.Where(job => isChosen(job.Job))];
        HashSet<string> asked = [.. chosen.Where(job => job.IsAskedFor).Select(job => job.Job.Name)];
        return chosen.Length == Jobs.Count ? this : Create(chosen.Select(job => job.Job), job => asked.Contains(job.Name));
    }

    /// <summary>The same plan of jobs that differ in what does not matter to it.</summary>
    public JobPlan Select(Func<AuditJob, AuditJob> change) => new([.. Jobs.Select(job => job with { Job = change(job.Job) })]);

    // Where no job needs another.
    private static int[] ByRank(int count)
    {
        var order = new int[count];
        for (int rank = 0; rank < count; rank++)
        {
            order[rank] = rank;
        }

        return order;
    }

    // A. B. Kahn, Topological sorting of large networks (1962), with the job of the first name among those that are ready.
    private static int[] Order(int[] open, List<int>?[] dependants)
    {
        var ready = new PriorityQueue<int, int>();
        for (int rank = 0; rank < open.Length; rank++)
        {
            if (open[rank] == 0)
            {
                ready.Enqueue(rank, rank);
            }
        }

        var order = new List<int>(open.Length);
        while (ready.TryDequeue(out int rank, out _))
        {
            order.Add(rank);
            foreach (int dependant in dependants[rank] ?? [])
            {
                if (--open[dependant] == 0)
                {
                    ready.Enqueue(dependant, dependant);
                }
            }
        }

        return [.. order];
    }

    // The job file is checked for circles before; jobs that come through a pipeline may be of several readings of it.
    private static AuditConfigurationException Circle(IEnumerable<AuditJob> jobs) => new(
        ConfigurationErrors.NeedsCycle,
        $"Jobs need each other in a circle; among them are {string.Join(", ", jobs.Take(20).Select(job => $"'{job.Name}'"))}.");
}
