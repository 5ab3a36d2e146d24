using System.Globalization;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Snapshots.Stores;

namespace AuditGraph.Core.Runs.Approvals;

/// <summary>What an approval would do.</summary>
/// <param name="Request">What was asked for, as it is recorded.</param>
/// <param name="Job">The job whose baseline it is.</param>
/// <param name="Snapshot">The snapshot of what the run saw.</param>
/// <param name="Previous">What is approved now; null where nothing is.</param>
/// <param name="Changes">How what would be approved differs from that.</param>
internal sealed record ApprovalPlan(
    ApprovalRequest Request, string Job, SnapshotHeader Snapshot, ApprovedBaseline? Previous, ApprovalChanges Changes)
{
    /// <summary>What is approved, in words.</summary>
    public string Title =>
        $"{(Request.Paths.Count == 0 ? "" : $"'{string.Join("', '", Request.Paths)}' of ")}what the run {Request.Run} of the job '{Job}' saw";
}

/// <summary>How an approval changes what is approved, in numbers of files and links.</summary>
/// <param name="Added">New ones.</param>
/// <param name="Modified">Those with another content.</param>
/// <param name="Removed">Those that are gone.</param>
/// <param name="Facts">Files, links and folders with other permissions, owners or numbers of names.</param>
internal sealed record ApprovalChanges(long Added, long Modified, long Removed, long Facts)
{
    /// <summary>The numbers in words.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Added} added, {Modified} changed, {Removed} removed, {Facts} with other permissions or owners");
}
