using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Runs;

/// <summary>The waivers that hold at a moment.</summary>
internal sealed class ActiveWaivers
{
    /// <summary>The part of a fingerprint that tells them.</summary>
    public const string PartName = "waivers";

    private readonly WaiverCover[] covers;

    /// <summary>Makes it of waivers that hold.</summary>
    /// <param name="all">
    /// The waivers, in the order of their file; of several that are the same the first is meant.
    /// </param>
    public ActiveWaivers(IEnumerable<AuditWaiver> all)
    {
        covers = [.. all.Distinct().Select(waiver => new WaiverCover(waiver))];
        All = [.. covers.Select(cover => cover.Waiver)];
    }

    /// <summary>No waivers.</summary>
    public static ActiveWaivers None { get; } = new([]);

    /// <summary>The waivers, in the order of their file.</summary>
    public IReadOnlyList<AuditWaiver> All { get; }

    /// <summary>The part of a fingerprint that tells which waivers hold.</summary>
    public AuditFingerprintPart Part => new(PartName, ContentHash.Of(Encoding.UTF8.GetBytes(string.Join('\n', All.Select(Describe)))).ToString());

    /// <summary>Those of some waivers whose last day is not over at a moment.</summary>
    /// <param name="moment">The moment.</param>
    /// <param name="waivers">The waivers, in the order of their file.</param>
    public static ActiveWaivers At(DateTimeOffset moment, IEnumerable<AuditWaiver> waivers)
    {
        var day = DateOnly.FromDateTime(moment.UtcDateTime);
        return new(waivers.Where(waiver => waiver.Expires >= day));
    }

    /// <summary>The first waiver that sets a finding aside, or null.</summary>
    public AuditWaiver? Find(AuditFinding finding) => Array.Find(covers, cover => cover.Covers(finding))?.Waiver;

    private static string Describe(AuditWaiver waiver) => new JsonArray(
        waiver.Rule, waiver.Path, waiver.Fingerprint, waiver.Reason, waiver.Owner,
        waiver.Expires.ToString("O", CultureInfo.InvariantCulture), waiver.Ticket).ToJsonString();
}
