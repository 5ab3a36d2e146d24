namespace AuditGraph.Core.Baselines;

/// <summary>The ways in which a <see cref="SinceExpression"/> names a baseline.</summary>
internal enum SinceKind
{
    /// <summary>So long before the run: <see cref="SinceExpression.Duration"/>.</summary>
    Duration,

    /// <summary>At a moment: <see cref="SinceExpression.Instant"/>.</summary>
    Instant,

    /// <summary>What a run saw: <see cref="SinceExpression.RunId"/>.</summary>
    Run,

    /// <summary>What the job's last successful run saw.</summary>
    LastRun,

    /// <summary>What a git revision holds: <see cref="SinceExpression.Revision"/>.</summary>
    GitRevision,
}
