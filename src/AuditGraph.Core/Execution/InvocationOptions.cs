namespace AuditGraph.Core.Execution;

/// <summary>How the jobs of a plan are run.</summary>
internal sealed record InvocationOptions
{
    /// <summary>The invocation's id: a version 7 UUID in lower case.</summary>
    public string Id { get; init; } = Guid.CreateVersion7().ToString();

    /// <summary>How many jobs run at once; the number of processors unless said otherwise.</summary>
    public int MostAtOnce { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether nothing more is started after a failure.</summary>
    public bool FailFast { get; init; }

    /// <summary>Whether jobs run also where the reports of their last runs still hold.</summary>
    public bool Force { get; init; }

    /// <summary>The moment that counts as now when a baseline is chosen; null for the present.</summary>
    public DateTimeOffset? AsOf { get; init; }
}
