using System.Collections.Concurrent;

namespace AuditGraph.Core.Actions;

/// <summary>The actions of jobs: the arguments of each job are read once, when its action is first asked for.</summary>
/// <param name="catalog">The actions that there are.</param>
internal sealed class JobActions(ActionCatalog catalog)
{
    private readonly ConcurrentDictionary<AuditJob, IAuditAction> actions = new(ReferenceEqualityComparer.Instance);

    /// <summary>The action of a job, with the job's arguments.</summary>
    /// <exception cref="ArgumentException">The job was not validated.</exception>
    public IAuditAction Of(AuditJob job) => actions.GetOrAdd(job, catalog.Bind);

    /// <summary>What the action of a job says of itself.</summary>
    /// <exception cref="ArgumentException">There is no such action.</exception>
    public ActionDescriptor DescriptorOf(AuditJob job) => catalog.Require(job).Descriptor;
}
