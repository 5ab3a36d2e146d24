using AuditGraph.Core.Actions.Parameters;

namespace AuditGraph.Core.Actions.Inventory;

/// <summary>What <c>report.inventory</c> says of itself.</summary>
internal static class InventoryDescriptor
{
    /// <summary>The description.</summary>
    public static ActionDescriptor Value { get; } = new()
    {
        Type = "report.inventory",
        Summary =
            "Reports what is there: files with sizes and hashes, totals by folder and extension, the largest, the "
            + "oldest, those that hold the same, and what came and went since the job's last run.",
        ReportVersion = 1,
        Formats = ValueList.Create<string>((string[])["md", "json", "csv", "html"]),
        Parameters = ValueList.Create<ActionParameter>((ActionParameter[])
        [
            Switch(InventoryKeys.List, true, "Whether every file is listed, beside the totals."),
            Switch(InventoryKeys.Modes, false, "Whether the list tells each file's permissions, in octal digits."),
            Switch(InventoryKeys.Owners, false, "Whether the list tells each file's user and group."),
            Switch(InventoryKeys.Times, false, "Whether the list tells when each file was modified, in UTC."),
            Number(
                InventoryKeys.Top,
                20,
                "How many are told of the largest files, the oldest, and those that hold the same."),
            Number(
                InventoryKeys.Depth, 1, "How deep folders have totals of their own; 0 for the workspace as a whole."),
            .. ScanParameters.All,
        ]),
    };

    private static ActionParameter Switch(string name, bool usual, string summary) => new()
    {
        Name = name,
        Kind = ActionParameterKind.Boolean,
        Default = usual,
        Summary = summary,
    };

    private static ActionParameter Number(string name, long usual, string summary) => new()
    {
        Name = name,
        Kind = ActionParameterKind.WholeNumber,
        Default = usual,
        Minimum = 0,
        Summary = summary,
    };
}
