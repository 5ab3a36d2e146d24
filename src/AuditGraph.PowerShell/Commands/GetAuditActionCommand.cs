using System.Management.Automation;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Errors;
using AuditGraph.PowerShell.Completion;
using AuditGraph.PowerShell.Pipeline;

namespace AuditGraph.PowerShell.Commands;

/// <summary>Gets the actions that jobs can have, each with its parameters.</summary>
[Cmdlet(VerbsCommon.Get, "AuditAction")]
[OutputType(typeof(ActionDescriptor))]
public sealed class GetAuditActionCommand : AuditCmdlet
{
    /// <summary>The actions' types; wildcards are understood. All actions when left out.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("ActionType", "Name")]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActionTypeCompleter))]
    public string[]? Type { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var types = new NamePatterns(Type);
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (ActionDescriptor action in ActionCatalog.Product.Descriptors.Where(action => types.IsMatch(action.Type)))
        {
            WriteObject(action);
            found.Add(action.Type);
        }

        foreach (string type in types.Literals.Where(type => !found.Contains(type)))
        {
            WriteError(NotFound(type).ToErrorRecord());
        }
    }

    private static AuditRunException NotFound(string type)
    {
        string? nearest = NearestName.Find(type, ActionCatalog.Product.Descriptors.Select(action => action.Type));
        return new AuditRunException(RunErrors.ActionNotFound, $"No action has the type '{DisplayText.Escape(type)}'.")
        {
            Target = type,
            RecommendedAction = nearest is null ? RunErrors.ActionNotFound.RecommendedAction : $"Did you mean '{nearest}'?",
        };
    }
}
