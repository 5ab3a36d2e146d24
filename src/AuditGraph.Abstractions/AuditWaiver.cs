using System.Globalization;

namespace AuditGraph;

/// <summary>
/// A decision to set findings aside until a day: of a rule, of a rule below some paths, or one by its fingerprint. A
/// waived
/// finding stays in every report, marked, and does not count for the verdict.
/// </summary>
public sealed record AuditWaiver
{
    /// <summary>The rule whose findings it sets aside, or null where it names one by its fingerprint.</summary>
    public string? Rule { get; init; }

    /// <summary>A glob pattern of the paths below which it holds, or null for all of them.</summary>
    public string? Path { get; init; }

    /// <summary>The fingerprint of the finding that it sets aside, or null.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Why it is right to set them aside.</summary>
    public required string Reason { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Owner { get; init; }

    /// <summary>The last day, in UTC, on which it holds.</summary>
    public required DateOnly Expires { get; init; }

    /// <summary>Where it was decided, such as the number of a ticket, or null.</summary>
    public string? Ticket { get; init; }

    /// <summary>Whether it holds; where it stands in a report, it held.</summary>
    public AuditWaiverState State { get; init; }

    /// <summary>
    /// How many findings of the jobs' last good runs it sets aside; null where that was not asked for, or cannot be
    /// told.
    /// </summary>
    public long? Findings { get; init; }

    /// <summary>The owner, the last day and the reason, in a line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Owner} until {Expires:yyyy-MM-dd}: {Reason}");
}
