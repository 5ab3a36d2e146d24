namespace AuditGraph;

/// <summary>A named audit job, as <c>config/jobs.yaml</c> defines it with all defaults filled in.</summary>
public sealed record AuditJob
{
    /// <summary>The job's name: 1 to 64 letters, digits, <c>_</c>, <c>-</c> or <c>.</c>, unique without regard to case.</summary>
    public required string Name { get; init; }

    /// <summary>What the job is for, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Whether the job runs when it is not asked for by name.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The type of its action, such as <c>report.changed_since</c>.</summary>
    public required string ActionType { get; init; }

    /// <summary>Where its report goes: a path with forward slashes, relative to the workspace's root and below <c>exports/</c>.</summary>
    public required string OutputPath { get; init; }

    /// <summary>The report's format: <c>md</c>, <c>json</c> or <c>csv</c>.</summary>
    public required string OutputFormat { get; init; }

    /// <summary>How long a run may take, or null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How many times a failed run is tried again.</summary>
    public int Retries { get; init; }

    /// <summary>The labels by which jobs are chosen together.</summary>
    public ValueList<string> Tags { get; init; } = [];

    /// <summary>The jobs that must have run before this one.</summary>
    public ValueList<string> Needs { get; init; } = [];

    /// <summary>The action's arguments: the given ones and the defaults of the others.</summary>
    public ValueMap<object?> Arguments { get; init; } = new();

    /// <summary>The workspace's root, as an absolute path.</summary>
    public required string Root { get; init; }

    /// <summary>The file that defines the job, as an absolute path.</summary>
    public required string ConfigPath { get; init; }

    /// <summary>The SHA-256 of that file when it was read, in lower-case hexadecimal.</summary>
    public string? ConfigSha256 { get; init; }
}
