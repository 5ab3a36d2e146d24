using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Actions;

/// <summary>Gives a job another argument for one run than its file says.</summary>
internal static class ArgumentOverride
{
    /// <summary>The job with another argument; its runs record it as if the file said so.</summary>
    /// <param name="catalog">The actions that there are.</param>
    /// <param name="job">The job.</param>
    /// <param name="name">The parameter.</param>
    /// <param name="value">The argument, which may differ in case from the one that is meant; null to leave the job as it is.</param>
    /// <exception cref="AuditRunException"><c>ArgumentNotTaken</c>: the job's action has no such parameter, or it does not take this.</exception>
    public static AuditJob Apply(ActionCatalog catalog, AuditJob job, string name, string? value)
    {
        if (value is null)
        {
            return job;
        }

        ActionParameter? parameter = catalog.Find(job.ActionType)?.Descriptor.Parameters.FirstOrDefault(parameter => parameter.Name == name);
        string? argument = parameter?.AllowedValues.FirstOrDefault(allowed => string.Equals(allowed, value, StringComparison.OrdinalIgnoreCase));
        return argument is null
            ? throw new AuditRunException(
                RunErrors.ArgumentNotTaken,
                $"The action '{job.ActionType}' of the job '{job.Name}' does not take '{DisplayText.Escape(value)}' for '{name}'.")
            {
                Target = job.Name,
            }
            : job with { Arguments = new(job.Arguments.Where(given => given.Key != name).Append(new(name, argument))) };
    }

    /// <summary>The job with other things that it must not find.</summary>
    /// <param name="catalog">The actions that there are.</param>
    /// <param name="job">The job.</param>
    /// <param name="kinds">What it must not find, in whatever case; null or empty to leave the job as it is.</param>
    /// <exception cref="AuditRunException"><c>ArgumentNotTaken</c>: the job's action does not count it.</exception>
    public static AuditJob FailOn(ActionCatalog catalog, AuditJob job, IReadOnlyList<string>? kinds)
    {
        if (kinds is null or { Count: 0 })
        {
            return job;
        }

        ValueList<string> known = catalog.Find(job.ActionType)?.Descriptor.FailKinds ?? [];
        return job with
        {
            FailOn = kinds.Select(kind => known.FirstOrDefault(candidate => string.Equals(candidate, kind, StringComparison.OrdinalIgnoreCase))
                ?? throw new AuditRunException(
                    RunErrors.ArgumentNotTaken, $"The action '{job.ActionType}' of the job '{job.Name}' does not count '{DisplayText.Escape(kind)}'.")
                {
                    Target = job.Name,
                }).Distinct(StringComparer.Ordinal).ToValueList(),
        };
    }
}
