namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>What reading a random share of the files again promises about changes that leave no trace in sizes and times.</summary>
/// <param name="Share">The chance of each file to be read again in one run, above 0 and at most 1.</param>
internal readonly record struct RehashBound(double Share)
{
    /// <summary>The part of the files whose silent change the bound speaks of.</summary>
    public const double ChangedPart = 0.001;

    /// <summary>How sure the bound is.</summary>
    public const double Confidence = 0.99;

    /// <summary>
    /// Within how many runs a silent change of <see cref="ChangedPart"/> of so many files (at least one of them) is
    /// caught with <see cref="Confidence"/>.
    /// </summary>
    /// <remarks>Each of m changed files is missed by r runs with (1 - share)^r, all of them with (1 - share)^(m·r).</remarks>
    public long RunsFor(long files)
    {
        if (Share >= 1)
        {
            return 1;
        }

        double changed = Math.Max(1, Math.Ceiling(files * ChangedPart));
        return (long)Math.Ceiling(Math.Log(1 - Confidence) / (changed * Math.Log(1 - Share)));
    }
}
