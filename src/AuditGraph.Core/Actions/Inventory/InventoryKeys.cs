namespace AuditGraph.Core.Actions.Inventory;

/// <summary>The names of the arguments of <c>report.inventory</c>.</summary>
internal static class InventoryKeys
{
    public const string List = "list";
    public const string Modes = "modes";
    public const string Owners = "owners";
    public const string Times = "times";
    public const string Top = "top";
    public const string Depth = "depth";
}
