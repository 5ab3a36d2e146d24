using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Reports arguments that exclude each other, and those that have a meaning only beside another one.</summary>
internal static class ArgumentRelations
{
    /// <summary>Reports what stands together in a job and must not, and what stands alone.</summary>
    /// <param name="action">The job's action.</param>
    /// <param name="given">The job's arguments.</param>
    /// <param name="path">Where they are.</param>
    /// <param name="diagnostics">Takes what is reported.</param>
    public static void Report(
        ActionDescriptor action, MappingNode given, DocumentPath path, DiagnosticList diagnostics)
    {
        foreach (ActionParameter parameter in action.Parameters)
        {
            string? fault = !IsGiven(given, parameter.Name) ? null
                : parameter.Excludes is { } other && IsGiven(given, other)
                    ? $"'{parameter.Name}' and '{other}' exclude each other; expected one of them"
                : parameter.OnlyWith is { } needed && !IsGiven(given, needed) && given.IsComplete
                    ? $"'{parameter.Name}' has a meaning only beside '{needed}'; expected that, too"
                : null;
            if (fault is not null)
            {
                diagnostics.Add(
                    ConfigurationErrors.ArgumentValueInvalid,
                    given.Find(parameter.Name)!.Key.Span,
                    path.Member(parameter.Name),
                    fault);
            }
        }
    }

    private static bool IsGiven(MappingNode given, string name) =>
        given.Find(name) is { Value: not ScalarNode { Type: ScalarKind.Null } };
}
