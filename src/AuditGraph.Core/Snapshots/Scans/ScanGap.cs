using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>Something that is there and that a scan does not vouch for.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Reason">Why.</param>
internal sealed record ScanGap(TreePath Path, GapReason Reason) : IComparable<ScanGap>
{
    /// <summary>Orders gaps by path, then reason.</summary>
    public int CompareTo(ScanGap? other)
    {
        if (other is null)
        {
            return 1;
        }

        int order = Path.CompareTo(other.Path);
        return order != 0 ? order : Reason.CompareTo(other.Reason);
    }
}
