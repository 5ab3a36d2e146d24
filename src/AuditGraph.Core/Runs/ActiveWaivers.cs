using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Runs;

/// <summary>The waivers that hold at a moment.</summary>
/// <param name="all">The waivers, in the order of their file.</param>
internal sealed class ActiveWaivers(IReadOnlyList<AuditWaiver> all)
{
    /// <summary>The part of a fingerprint that tells them.</summary>
    public const string PartName = "waivers";

    /// <summary>No waivers.</summary>
    public static ActiveWaivers None { get; } = new([]);

    /// <summary>The waivers, in the order of their file.</summary>
    public IReadOnlyList<AuditWaiver> All { get; } = all;

    /// <summary>The part of a fingerprint that tells which waivers hold.</summary>
    public AuditFingerprintPart Part => new(PartName, ContentHash.Of(Encoding.UTF8.GetBytes(string.Join('\n', All.Select(Describe)))).ToString());

    /// <summary>The first waiver that sets a finding aside, or null.</summary>
    public AuditWaiver? Find(AuditFinding finding) => All.FirstOrDefault(waiver => Covers(waiver, finding));

    private static string Describe(AuditWaiver waiver) => new JsonArray(
        waiver.Rule, waiver.Path, waiver.Fingerprint, waiver.Reason, waiver.Owner, waiver.Expires.ToString("O", CultureInfo.InvariantCulture), waiver.Ticket).ToJsonString();

    private static bool Covers(AuditWaiver waiver, AuditFinding finding) =>
        (waiver.Rule is null || waiver.Rule == finding.RuleId)
        && (waiver.Fingerprint is null || waiver.Fingerprint == finding.Fingerprint)
        && (waiver.Path is null || waiver.Path == finding.Path);
}
