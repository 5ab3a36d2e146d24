using AuditGraph.Core.Actions.ChangedSince;
using AuditGraph.Core.Actions.CheckFiles;
using AuditGraph.Core.Actions.CheckIntegrity;
using AuditGraph.Core.Actions.CheckLinks;
using AuditGraph.Core.Actions.CheckManifest;
using AuditGraph.Core.Actions.CheckRuns;
using AuditGraph.Core.Actions.CheckSecrets;
using AuditGraph.Core.Actions.Inventory;
using AuditGraph.Core.Actions.ReportManifest;
using AuditGraph.Core.Actions.RunCommand;
using AuditGraph.Core.Actions.StaleLinks;

namespace AuditGraph.Core.Actions;

/// <summary>The actions that there are.</summary>
internal sealed class ActionCatalog
{
    private readonly ActionDefinition[] definitions;

    /// <summary>Makes a catalogue.</summary>
    /// <param name="definitions">The actions, sorted by type.</param>
    public ActionCatalog(params ActionDefinition[] definitions)
    {
        this.definitions = definitions;
        Descriptors = ValueList.Create<ActionDescriptor>(Array.ConvertAll(definitions, static definition => definition.Descriptor));
    }

    /// <summary>The actions of the product.</summary>
    public static ActionCatalog Product { get; } = new(
        CheckFilesAction.Definition,
        CheckIntegrityAction.Definition,
        CheckLinksAction.Definition,
        CheckManifestAction.Definition,
        CheckRunsAction.Definition,
        CheckSecretsAction.Definition,
        ChangedSinceAction.Definition,
        InventoryAction.Definition,
        ReportManifestAction.Definition,
        StaleLinksAction.Definition,
        CommandDefinition.Value);

    /// <summary>Every action's description, sorted by type.</summary>
    public ValueList<ActionDescriptor> Descriptors { get; }

    /// <summary>The action with a type, or null.</summary>
    public ActionDefinition? Find(string type)
    {
        foreach (ActionDefinition definition in definitions)
        {
            if (definition.Descriptor.Type == type)
            {
                return definition;
            }
        }

        return null;
    }

    /// <summary>The action of a job, with the job's arguments.</summary>
    /// <exception cref="ArgumentException">The job was not validated: there is no such action, or it does not take such arguments.</exception>
    public IAuditAction Bind(AuditJob job) => Require(job).Bind(job.Arguments);

    /// <summary>The definition of the action of a job.</summary>
    /// <exception cref="ArgumentException">There is no such action.</exception>
    public ActionDefinition Require(AuditJob job) =>
        Find(job.ActionType) ?? throw new ArgumentException($"There is no action '{job.ActionType}'.", nameof(job));
}
