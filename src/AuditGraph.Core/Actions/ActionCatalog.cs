using AuditGraph.Core.Actions.Report;

namespace AuditGraph.Core.Actions;

/// <summary>What the actions of the product say of themselves.</summary>
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
}
