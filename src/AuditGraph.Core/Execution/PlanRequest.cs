namespace AuditGraph.Core.Execution;

/// <summary>Which jobs are asked for: by name, by tag, or all that are enabled.</summary>
internal sealed record PlanRequest
{
    /// <summary>The names; a disabled job runs where it is among them.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>The tags, of which an enabled job has one.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether every enabled job is asked for.</summary>
    public bool All { get; init; }

    /// <summary>Whether the jobs that those need run too.</summary>
    public bool WithNeeds { get; init; } = true;
}
