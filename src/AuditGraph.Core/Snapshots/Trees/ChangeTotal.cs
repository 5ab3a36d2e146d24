namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>How much of one kind there is.</summary>
/// <param name="Files">Files and links.</param>
/// <param name="Bytes">Their bytes.</param>
internal readonly record struct ChangeTotal(long Files, long Bytes)
{
    public static ChangeTotal operator +(ChangeTotal left, ChangeTotal right) =>
        new(left.Files + right.Files, left.Bytes + right.Bytes);

    public static ChangeTotal operator -(ChangeTotal left, ChangeTotal right) =>
        new(left.Files - right.Files, left.Bytes - right.Bytes);
}
