namespace AuditGraph.Core.Runs;

/// <summary>A run on its way into the ledger.</summary>
/// <param name="prepared">What is to be put in place.</param>
internal sealed class RunEnding(PreparedRun prepared)
{
    private volatile bool isOver;

    /// <summary>What is to be put in place.</summary>
    public PreparedRun Prepared { get; } = prepared;

    /// <summary>Why it could not be recorded, or null.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Why its output could not be put in place, or null.</summary>
    public AuditException? Misplaced { get; set; }

    /// <summary>Whether it was not recorded, because what it rested on was no longer so.</summary>
    public bool IsOutdated { get; set; }

    /// <summary>Whether all was done that could be; set last, by whoever did it.</summary>
    public bool IsOver
    {
        get => isOver;
        set => isOver = value;
    }
}
