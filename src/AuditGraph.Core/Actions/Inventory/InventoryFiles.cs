using AuditGraph.Core.Canonical;
using AuditGraph.Core.Collections;
using AuditGraph.Core.Native;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Inventory;

/// <summary>What the report of <c>report.inventory</c> says of single files, made when it is asked for.</summary>
/// <param name="arguments">The job's arguments.</param>
/// <param name="inventory">What is there.</param>
internal sealed class InventoryFiles(InventoryArguments arguments, FileInventory inventory)
{
    private const ushort PermissionMask = 0xfff;

    private const int OctalDigits = 4;

    private readonly AccountNames names = new();

    /// <summary>The list of all.</summary>
    public ReportTable List() => FileTable.Create(
        LazyList.Of(arguments.List ? inventory.Files.Count : 0, FileOf),
        arguments.Modes,
        arguments.Owners,
        arguments.Times,
        arguments.List ? "There are none." : "The job does not list files.");

    /// <summary>The path of a file as a report shows it.</summary>
    public string PathOf(int file) => inventory.Files.PathOf(file).ToString();

    /// <summary>When a file says that it was modified.</summary>
    public DateTimeOffset ModifiedOf(int file) =>
        DateTimeOffset.UnixEpoch.AddTicks(inventory.Files[file].Modified / TimeSpan.NanosecondsPerTick);

    private static string ModeText(ushort mode) =>
        Convert.ToString(mode & PermissionMask, toBase: 8).PadLeft(OctalDigits, '0');

    private AuditFile FileOf(int file)
    {
        ref readonly StatEntry entry = ref inventory.Files[file];
        bool isLink = entry.Type == FileType.Link;
        return new AuditFile(
            PathOf(file),
            isLink ? AuditFileType.Link : entry.IsExecutable ? AuditFileType.Executable : AuditFileType.File,
            entry.Size,
            (isLink ? ContentHash.Of(inventory.Files.Target(file)) : entry.Hash).ToString())
        {
            Target = isLink ? EscapedText.Escape(inventory.Files.Target(file)) : null,
            HardLinkOf = inventory.Links.IsFurther(file) ? PathOf(inventory.Links.FirstOf(file)) : null,
            Mode = arguments.Modes ? ModeText(entry.Mode) : null,
            Owner = arguments.Owners ? names.OfUser(entry.Owner) : null,
            Group = arguments.Owners ? names.OfGroup(entry.Group) : null,
            Modified = arguments.Times ? ModifiedOf(file) : null,
        };
    }
}
