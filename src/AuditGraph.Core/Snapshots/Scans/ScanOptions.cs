using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>How a scan is done; but for what is ignored, none of it changes what the scan finds.</summary>
internal sealed record ScanOptions
{
    /// <summary>The folder of the stat index, or null to go without.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Whether the stat index may be written.</summary>
    public bool KeepIndex { get; init; } = true;

    /// <summary>Which files are read again.</summary>
    public Rehash Rehash { get; init; } = Rehash.Changed;

    /// <summary>With <see cref="Rehash.Sampled"/>, the chance of each file to be read again: above 0 and at most 1.</summary>
    public double SampleShare { get; init; } = 0.05;

    /// <summary>How many threads work; at least one.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Whether the way of systems other than Linux is taken on Linux too.</summary>
    public bool Portable { get; init; }

    /// <summary>For tests: the clock that file times are held against, instead of the file system's own.</summary>
    public TimeProvider? Clock { get; init; }

    /// <summary>The process's clock, which may be set while a scan goes on.</summary>
    public TimeProvider ProcessClock { get; init; } = TimeProvider.System;

    /// <summary>What the repository around the root adds to its ignore files, or null.</summary>
    public IgnoreSurroundings? Surroundings { get; init; }

    /// <summary>Who hears what is read, or null.</summary>
    public FolderListener? Listener { get; init; }

    /// <summary>How many files there will be, going by the last snapshot, or null.</summary>
    public long? ExpectedFiles { get; init; }
}
