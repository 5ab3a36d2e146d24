namespace AuditGraph;

/// <summary>What an action is given for one run.</summary>
public sealed record AuditActionContext
{
    /// <summary>The identity of the run.</summary>
    public required string RunId { get; init; }

    /// <summary>Which try of the run it is, from 1. What an earlier one stored is still there.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>The job that runs; its arguments are complete and of the types their kinds name.</summary>
    public required AuditJob Job { get; init; }

    /// <summary>The moment that counts as now when a baseline is chosen, in UTC. It never shows in the report.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>Where to report progress, decisions and warnings.</summary>
    public required IAuditObserver Observer { get; init; }
}
