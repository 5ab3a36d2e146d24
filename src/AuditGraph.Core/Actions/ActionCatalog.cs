using AuditGraph.Core.Actions.ChangedSince;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Actions;

/// <summary>The actions of the product.</summary>
internal static class ActionCatalog
{
    /// <summary>Every action's description, sorted by type.</summary>
    public static ValueList<ActionDescriptor> Descriptors { get; } = [ChangedSinceDescriptor.Value];

    /// <summary>The description of the action with a type, or null.</summary>
    public static ActionDescriptor? Find(string type)
    {
        foreach (ActionDescriptor descriptor in Descriptors)
        {
            if (descriptor.Type == type)
            {
                return descriptor;
            }
        }

        return null;
    }

    /// <summary>The action with a type, ready to run over a workspace.</summary>
    /// <param name="type">The type.</param>
    /// <param name="workspace">The workspace.</param>
    /// <param name="disk">The disk.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="sight">What it sees of the workspace together with the other jobs of its invocation.</param>
    /// <exception cref="ArgumentException">There is no such action.</exception>
    public static IAuditAction Create(string type, Workspace workspace, IDisk disk, TimeProvider clock, WorkspaceSight sight) => type switch
    {
        ChangedSinceDescriptor.Type => new ChangedSinceAction(workspace, disk, clock, sight),
        _ => throw new ArgumentException($"There is no action '{type}'.", nameof(type)),
    };
}
