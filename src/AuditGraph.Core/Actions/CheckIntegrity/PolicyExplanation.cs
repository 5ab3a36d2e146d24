using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>Which rule of a job decides on a path, as the job's arguments alone tell it.</summary>
/// <param name="Job">The job's name.</param>
/// <param name="Path">The path, as reports show it.</param>
/// <param name="Rule">The rule that decides; null where none speaks of the path.</param>
/// <param name="Pattern">The pattern by which it decides; null likewise.</param>
internal sealed record PolicyExplanation(string Job, string Path, IntegrityRule? Rule, string? Pattern)
{
    /// <summary>
    /// Why the job does not look at the path in any case, in words that follow "but"; null where it does.
    /// </summary>
    public string? LeftOut { get; init; }

    /// <summary>A pattern of an earlier rule that is as specific; null mostly.</summary>
    public string? Rival { get; init; }

    /// <summary>The patterns that speak of the path too and do not decide, the most specific first.</summary>
    public IReadOnlyList<string> Others { get; init; } = [];

    /// <summary>What is watched of the path, in the words of the job file.</summary>
    public ValueList<string> Watch => IntegrityKeys.WordsOf(Rule?.Watch ?? CheckIntegrity.Watch.Nothing);

    /// <summary>What the policies of jobs say of a path.</summary>
    /// <param name="jobs">The jobs; those that have no policy are passed over.</param>
    /// <param name="path">The path.</param>
    /// <param name="isFolder">Whether it is a folder's.</param>
    public static IReadOnlyList<PolicyExplanation> OfAll(IEnumerable<AuditJob> jobs, TreePath path, bool isFolder) =>
        [.. jobs.Where(HasPolicy).Select(job => Of(job, path, isFolder))];

    /// <summary>Makes sure that a job has a policy.</summary>
    /// <exception cref="AuditRunException"><c>JobNotFound</c>.</exception>
    public static AuditJob Require(AuditJob job) => HasPolicy(job) ? job : throw new AuditRunException(
        RunErrors.JobNotFound, $"The job '{job.Name}' has no policy of paths: its action is {job.ActionType}.")
    {
        Target = job.Name,
    };

    private static bool HasPolicy(AuditJob job) => job.ActionType == CheckIntegrityDescriptor.Value.Type;

    private static PolicyExplanation Of(AuditJob job, TreePath path, bool isFolder)
    {
        var arguments = CheckIntegrityArguments.Read(job.Arguments);
        PolicyDecision decision = arguments.Policy.Decide(path, isFolder);
        return new PolicyExplanation(
            job.Name, IntegrityFinding.PathOf(path), decision.Pattern?.Rule, decision.Pattern?.Text)
        {
            LeftOut = path.Bytes.IsEmpty ? null : new LeftOutPaths(arguments.Scan.Scope).FindReason(path, isFolder),
            Rival = decision.Rival?.Text,
            Others =
            [
                .. arguments.Policy.FindAll(path, isFolder)
                    .Where(pattern => pattern != decision.Pattern)
                    .Select(pattern => pattern.Text),
            ],
        };
    }
}
