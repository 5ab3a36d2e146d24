using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Checks what no job can be checked for alone: needs, circles and output paths.</summary>
internal static class JobRelations
{
    private const int MostSuggestions = 50;
    private const int ManyJobs = 500;
    private const int LongestSearched = 1 << 16;

    /// <summary>
    /// Checks that every job exists that another one needs or names, that none needs or names itself, and that none
    /// needs itself by way of others.
    /// </summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="isComplete">Whether they are all that the file has, so that a name that is missing is missing indeed.</param>
    /// <param name="values">Where the findings go.</param>
    /// <param name="source">The file.</param>
    public static void CheckNames(IReadOnlyList<JobDraft> jobs, bool isComplete, ValueReader values, SourceText source)
    {
        // A method loads the types of all that it could do when it is entered, so what most files do not need stands alone:
        // 3.7 ms of a start.
        if (IsAnyNamed(jobs))
        {
            CheckNamesAndCircles(jobs, isComplete, values, source);
        }
    }

    private static void CheckNamesAndCircles(IReadOnlyList<JobDraft> jobs, bool isComplete, ValueReader values, SourceText source)
    {
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int index = 0; index < jobs.Count; index++)
        {
            if (jobs[index] is { Name: { } name })
            {
                byName.TryAdd(name, index);
            }
        }

        var graph = new List<(int Target, ScalarNode Node, DocumentPath Path)>[jobs.Count];
        int suggestions = 0;
        for (int index = 0; index < jobs.Count; index++)
        {
            graph[index] = [];
            foreach ((ScalarNode node, DocumentPath path, _, _) in jobs[index].Needs)
            {
                if (node.Text == jobs[index].Name)
                {
                    values.Diagnostics.Add(
                        ConfigurationErrors.NeedsSelf, node.Span, path, $"the job {OffendingText.Quote(node.Text)} needs itself");
                }
                else if (byName.TryGetValue(node.Text, out int target))
                {
                    graph[index].Add((target, node, path));
                    CheckEnabled(jobs[index], jobs[target], node, path, values);
                }
                else
                {
                    ReportUnknown(ConfigurationErrors.NeedsUnknown, node, path);
                }
            }

            foreach ((ScalarNode node, DocumentPath path) in jobs[index].NamedJobs)
            {
                if (node.Text == jobs[index].Name)
                {
                    values.Diagnostics.Add(
                        ConfigurationErrors.ArgumentValueInvalid, node.Span, path,
                        $"{OffendingText.Quote(node.Text)} is this job itself; "
                            + "expected the name of another job of this file");
                }
                else if (!byName.ContainsKey(node.Text))
                {
                    ReportUnknown(ConfigurationErrors.ArgumentValueInvalid, node, path);
                }
            }
        }

        foreach (IReadOnlyList<(int Job, ScalarNode Need, DocumentPath Path)> circle in NeedsGraph.FindCircles(graph))
        {
            string names = string.Join(" → ", circle.Select(step => jobs[step.Job].Name).Append(jobs[circle[0].Job].Name));
            values.Diagnostics.Add(
                ConfigurationErrors.NeedsCycle, circle[0].Need.Span, circle[0].Path,
                $"jobs need each other in a circle: {names}");
        }

        void ReportUnknown(AuditErrorDescriptor rule, ScalarNode node, DocumentPath path)
        {
            if (isComplete || !MayBeUnread(node.Text, source))
            {
                bool isSought = jobs.Count <= ManyJobs || suggestions++ < MostSuggestions;
                string? nearest = isSought && !values.Diagnostics.IsFull
                    ? NearestName.Find(node.Text, byName.Keys)
                    : null;
                values.Diagnostics.Add(
                    rule, node.Span, path,
                    $"{OffendingText.Quote(node.Text)} is not a job of this file",
                    nearest is null ? null : $"did you mean '{nearest}'?",
                    nearest is null ? null : values.Rewrite(node, nearest));
            }
        }
    }

    /// <summary>Checks that no two outputs are the same file, and none is a file where another needs a folder.</summary>
    public static void CheckOutputs(IReadOnlyList<JobDraft> jobs, ValueReader values, SourceText source)
    {
        // Without regard to case, as some file systems are.
        var owners = new Dictionary<string, (JobDraft Job, DraftOutput Output)>(StringComparer.OrdinalIgnoreCase);
        foreach (JobDraft job in jobs)
        {
            if (job.IsRepeated)
            {
                continue;
            }

            foreach (DraftOutput output in job.Outputs)
            {
                if (!owners.TryAdd(output.Path, (job, output)))
                {
                    JobDraft owner = owners[output.Path].Job;
                    values.Diagnostics.Add(
                        ConfigurationErrors.OutputPathShared, output.Span, output.Place,
                        owner == job ? $"the job output path {OffendingText.Quote(output.Path)} is that of two outputs of the job; one would overwrite the other"
                            : $"the job output path {OffendingText.Quote(output.Path)} is also that of the job {OffendingText.Quote(owner.Name ?? "")} on line {source.PositionOf(owner.NameSpan.Start).Line}; each would overwrite the other's report");
                }
            }
        }

        foreach ((string path, (_, DraftOutput output)) in owners)
        {
            for (int slash = path.LastIndexOf('/'); slash > 0; slash = path.LastIndexOf('/', slash - 1))
            {
                if (owners.TryGetValue(path[..slash], out (JobDraft Job, DraftOutput Output) file))
                {
                    values.Diagnostics.Add(
                        ConfigurationErrors.OutputPathShared, output.Span, output.Place,
                        $"the job output path {OffendingText.Quote(path)} needs a folder where the job {OffendingText.Quote(file.Job.Name ?? "")} writes the file {OffendingText.Quote(file.Output.Path)}");
                }
            }
        }
    }

    private static void CheckEnabled(JobDraft job, JobDraft needed, ScalarNode node, DocumentPath path, ValueReader values)
    {
        if (job.Job is { Enabled: true } && needed.Job is { Enabled: false })
        {
            values.Diagnostics.Add(
                ConfigurationErrors.NeedDisabled, node.Span, path,
                $"the job {OffendingText.Quote(node.Text)} is disabled; {OffendingText.Quote(job.Name!)}, which needs it, runs only where both are named");
        }
    }

    // Where the file could not be read entirely, the job may be in what was left out.
    private static bool MayBeUnread(string name, SourceText source) =>
        source.Text.Length > LongestSearched
        || source.Text.Contains($"{name}:", StringComparison.Ordinal)
        || source.Text.Contains($"{JobKeys.Name}: {name}", StringComparison.Ordinal);

    private static bool IsAnyNamed(IReadOnlyList<JobDraft> jobs)
    {
        foreach (JobDraft job in jobs)
        {
            if (job.Needs.Count > 0 || job.NamedJobs.Count > 0)
            {
                return true;
            }
        }

        return false;
    }
}
