using System.CommandLine;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Execution;

namespace AuditGraph.Cli.Commands;

/// <summary>What tells which jobs are meant and what they are to look at.</summary>
internal sealed class PlanOptions
{
    private readonly Argument<string[]> names = new("NAME") { Description = "The jobs; those that they need come too.", Arity = ArgumentArity.ZeroOrMore };

    private readonly Flag all = new("--all", "Every enabled job.");

    private readonly TextsOption tags = new("--tag") { Description = "Every enabled job with this tag; may be given several times.", HelpName = "TAG" };

    private readonly Flag noNeeds = new("--no-needs", "Leave out jobs that are only needed; tell which of them have no good run.");

    private readonly Flag force = new("--force", "Run jobs also where the reports of their last runs still hold.");

    private readonly InstantOption asOf = new("--as-of", "The moment that counts as now when a baseline is chosen");

    private readonly TextOption rehash = new("--rehash")
    {
        Description = "Which files are hashed anew, whatever the job says: those whose metadata changed, also a sample of the others, or all.",
        HelpName = string.Join('|', ScanParameters.Rehash.AllowedValues),
    };

    private readonly KindsOption failOn;

    private readonly ActionCatalog catalog;

    /// <summary>Makes the options part of a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="catalog">The actions that there are.</param>
    public PlanOptions(Command command, ActionCatalog catalog)
    {
        this.catalog = catalog;
        failOn = new KindsOption("--fail-on", [.. catalog.Descriptors.SelectMany(action => action.FailKinds).Distinct()])
        {
            Description = $"End with exit code {ExitCode.Finding} where a run counts any of these, whatever the job says; separated by commas.",
        };
        rehash.AcceptOnlyFromAmong([.. ScanParameters.Rehash.AllowedValues]);
        command.Arguments.Add(names);
        command.Options.Add(all);
        command.Options.Add(tags);
        command.Options.Add(noNeeds);
        command.Options.Add(force);
        command.Options.Add(asOf);
        command.Options.Add(rehash);
        command.Options.Add(failOn);
        command.Validators.Add(result =>
        {
            int ways = (result.GetValue(names) is { Length: > 0 } ? 1 : 0)
                + (result.GetResult(all) is not null ? 1 : 0)
                + (result.GetResult(tags) is not null ? 1 : 0);
            if (ways != 1)
            {
                result.AddError("Name the jobs, or say --all or --tag.");
            }
        });
    }

    /// <summary>The moment that counts as now, or null for the present.</summary>
    public DateTimeOffset? AsOf(ParseResult parsed) => asOf.ValueOf(parsed);

    /// <summary>Whether jobs run also where the reports of their last runs still hold.</summary>
    public bool IsForced(ParseResult parsed) => force.IsGiven(parsed);

    /// <summary>Whether one job is meant, by its name.</summary>
    public bool IsOne(ParseResult parsed) => parsed.GetValue(names) is [_];

    /// <summary>The plan of the jobs that are meant.</summary>
    /// <exception cref="AuditException">One does not exist, or cannot be run as asked for.</exception>
    public JobPlan Plan(ParseResult parsed, JobConfigFile file)
    {
        JobPlan plan = JobPlanner.Plan(file, new PlanRequest
        {
            Names = parsed.GetValue(names) ?? [],
            Tags = parsed.GetValue(tags) ?? [],
            All = all.IsGiven(parsed),
            WithNeeds = !noNeeds.IsGiven(parsed),
        });
        string? given = parsed.GetValue(rehash);
        string[]? kinds = parsed.GetValue(failOn);
        return given is null && kinds is null or []
            ? plan
            : plan.Select(job => ArgumentOverride.FailOn(catalog, ArgumentOverride.Apply(catalog, job, ScanParameters.RehashName, given), kinds));
    }
}
