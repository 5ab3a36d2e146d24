namespace AuditGraph.Core.Actions.Inventory;

/// <summary>How much there is.</summary>
/// <param name="Files">Files; one with several names is there once for each.</param>
/// <param name="Links">Symbolic links.</param>
/// <param name="Folders">Folders that have files or links in or below them.</param>
/// <param name="Bytes">
/// What files hold, each once, at the first of its names in the order of paths; a link holds its target's name.
/// </param>
internal readonly record struct InventoryTotal(long Files, long Links, long Folders, long Bytes)
{
    public static InventoryTotal operator +(InventoryTotal left, InventoryTotal right) => new(
        left.Files + right.Files, left.Links + right.Links, left.Folders + right.Folders, left.Bytes + right.Bytes);
}
