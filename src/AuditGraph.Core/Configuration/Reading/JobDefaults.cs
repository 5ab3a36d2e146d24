namespace AuditGraph.Core.Configuration.Reading;

/// <summary>What the section <c>defaults</c> says; a job's own value takes the place of the default entirely.</summary>
internal sealed record JobDefaults
{
    /// <summary>The tags of a job that names none.</summary>
    public ValueList<string> Tags { get; init; } = [];

    /// <summary>Whether a job that does not say so is enabled.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The format of a job that neither names one nor has an output path whose extension tells it.</summary>
    public string? Format { get; init; }

    /// <summary>The time limit of a job that names none.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The retries of a job that names none.</summary>
    public int Retries { get; init; }

    /// <summary>The wait before the second attempt of a job that names none.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What else a job that does not say so tries again.</summary>
    public ValueList<string> RetryOn { get; init; } = [];

    /// <summary>Whether a job that does not say so may fail.</summary>
    public bool AllowFailure { get; init; }

    /// <summary>Whether, and how long, a job that does not say so reuses reports.</summary>
    public ReuseSetting Reuse { get; init; } = new(IsOn: true);
}
