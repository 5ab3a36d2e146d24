using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>What has been read so far of what a program found.</summary>
/// <param name="places">Tells which file of the workspace is meant.</param>
internal sealed class ResultPile(ResultPlaces places)
{
    private const string LocationKey = "location";

    private readonly Dictionary<string, CheckRule> rules = new(StringComparer.Ordinal);
    private readonly List<CheckFinding> findings = [];
    private readonly List<CheckGap> gaps = [];
    private long suppressed;

    /// <summary>Tells which file of the workspace is meant.</summary>
    public ResultPlaces Places { get; } = places;

    /// <summary>Adds a rule; the first that has a name is the one that counts.</summary>
    public void Add(CheckRule rule) => rules.TryAdd(rule.Id, rule);

    /// <summary>Adds a finding. A rule that nobody has told of is added with it.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="place">Where it is.</param>
    public void Add(CheckFinding finding, ResultPlace place)
    {
        findings.Add(finding with
        {
            Path = place.Path,
            Properties = place.Elsewhere is { } elsewhere ? With(finding.Properties, elsewhere) : finding.Properties,
        });
        Add(new CheckRule(finding.RuleId, finding.Severity, "The program does not say."));
    }

    /// <summary>Adds something that could not be looked at or decided.</summary>
    public void Add(CheckGap gap) => gaps.Add(gap);

    /// <summary>Counts a finding that somebody has set aside in the program's own way.</summary>
    public void AddSuppressed() => suppressed++;

    private static ValueMap<string> With(ValueMap<string> properties, string location) =>
        new([.. properties.Where(static property => property.Key != LocationKey), new(LocationKey, location)]);

    /// <summary>All that was read.</summary>
    public CommandFindings Finish()
    {
        IEnumerable<CheckGap> cut = [.. FindingLimit.Cut(findings)];
        return new CommandFindings([.. rules.Values], findings, [.. gaps, .. cut], suppressed);
    }
}
