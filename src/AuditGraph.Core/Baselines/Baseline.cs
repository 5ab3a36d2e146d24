namespace AuditGraph.Core.Baselines;

/// <summary>What the workspace is compared with, and what that can and cannot show.</summary>
internal abstract record Baseline
{
    /// <summary>What the report rests on: <c>snapshot</c>, <c>git</c> or <c>mtime</c>.</summary>
    public abstract string Evidence { get; }

    /// <summary>The baseline's identity, such as <c>run:0190…</c> or <c>git:4f2a…</c>; it depends on no clock.</summary>
    public required string Name { get; init; }

    /// <summary>The baseline in words, for who asks what a run would do.</summary>
    public required string Description { get; init; }

    /// <summary>What the evidence cannot show, and why it was chosen; sentences for the report.</summary>
    public required ValueList<string> Notes { get; init; }

    /// <summary>What the user should know of how it was chosen; sentences for report and record.</summary>
    public ValueList<string> Warnings { get; init; } = [];
}
