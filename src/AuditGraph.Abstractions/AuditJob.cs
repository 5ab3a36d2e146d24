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

    /// <summary>The files that its report is written to, each in a format: one at least, and no two in one place.</summary>
    public required ValueList<AuditJobOutput> Outputs { get; init; }

    /// <summary>Where its report goes, as an absolute path, as in its runs: the first of its outputs.</summary>
    public string OutputPath => Path.Join(Root, RelativeOutputPath);

    /// <summary>Where its report goes: a path with forward slashes, relative to the workspace's root and below <c>exports/</c>.</summary>
    public string RelativeOutputPath => Outputs[0].RelativePath;

    /// <summary>The format of the report there, such as <c>md</c>.</summary>
    public string OutputFormat => Outputs[0].Format;

    /// <summary>How long one attempt may take, from its start, or null for no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>How many times a failed attempt is followed by another one.</summary>
    public int Retries { get; init; }

    /// <summary>How long to wait before the second attempt; twice as long before each further one, at most five minutes.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>What is tried again beside failures that time may heal: <c>timeout</c>, or nothing.</summary>
    public ValueList<string> RetryOn { get; init; } = [];

    /// <summary>Whether the jobs that run together with this one count as gone well where this one did not.</summary>
    public bool AllowFailure { get; init; }

    /// <summary>Whether the report of an earlier run is taken where nothing that it depends on has changed.</summary>
    public bool Reuse { get; init; } = true;

    /// <summary>How old a report may be to be taken, or null for no limit.</summary>
    public TimeSpan? ReuseMaxAge { get; init; }

    /// <summary>
    /// What the job must not find. Of a report: names of its counts, such as <c>removed</c>; a run that counts any of them has the
    /// verdict <see cref="AuditVerdict.Fail"/>, and where this is empty, the changes are not judged. Of a check: the severity from
    /// which findings make it fail, or <c>never</c>; where this is empty, <c>error</c>.
    /// </summary>
    public ValueList<string> FailOn { get; init; } = [];

    /// <summary>Whether a check fails only on what the job's last good run did not find.</summary>
    public bool FailOnNewOnly { get; init; }

    /// <summary>The controls that the job gives evidence for, such as <c>ISO27001/A.8.9</c>.</summary>
    public ValueList<string> Controls { get; init; } = [];

    /// <summary>The labels by which jobs are chosen together.</summary>
    public ValueList<string> Tags { get; init; } = [];

    /// <summary>The jobs that must have ended before this one starts, and how.</summary>
    public ValueList<AuditJobNeed> Needs { get; init; } = [];

    /// <summary>The action's arguments: the given ones and the defaults of the others.</summary>
    public ValueMap<object?> Arguments { get; init; } = new();

    /// <summary>The workspace's root, as an absolute path.</summary>
    public required string Root { get; init; }

    /// <summary>The file that defines the job, as an absolute path.</summary>
    public required string ConfigPath { get; init; }

    /// <summary>The SHA-256 of that file when it was read, in lower-case hexadecimal.</summary>
    public string? ConfigSha256 { get; init; }
}
