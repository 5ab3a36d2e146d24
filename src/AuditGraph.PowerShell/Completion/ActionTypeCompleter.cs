using AuditGraph.Core.Actions;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.PowerShell.Completion;

/// <summary>Completes the types of actions, with their summaries.</summary>
public sealed class ActionTypeCompleter : WorkspaceCompleter
{
    private protected override IEnumerable<Suggestion> Suggest(Workspace workspace) =>
        ActionCatalog.Product.Descriptors.Select(action => new Suggestion(action.Type, action.Summary));
}
