using System.Text;
using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Baselines;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scans;

namespace AuditGraph.Core.Actions.Inventory;

/// <summary>What a report of <c>report.inventory</c> is a function of.</summary>
/// <remarks>
/// What is compared with is told by what it holds, and not by the run that saw it: after two runs that found the same,
/// the next one takes the second one's report, which says that nothing came or went. The report does not name that run
/// either.
/// </remarks>
internal static class InventoryInputs
{
    private const string Metadata = "metadata";

    private const int Room = 1 << 16;

    /// <summary>All parts of it, where nothing speaks against it.</summary>
    /// <param name="arguments">The job's arguments.</param>
    /// <param name="baseline">What is compared with.</param>
    /// <param name="scan">What the workspace holds.</param>
    /// <param name="files">The same, numbered.</param>
    /// <param name="links">Which names are further names of a file.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static ValueList<AuditFingerprintPart> Fingerprint(
        InventoryArguments arguments,
        Baseline baseline,
        ScanResult scan,
        ScannedFiles files,
        HardLinks links,
        CancellationToken cancellation) =>
    [
        .. ScanInputs.Fingerprint(scan),
        BaselineInputs.ByContent(baseline),
        new(Metadata, Digest(arguments, files, links, cancellation).ToString()),
    ];

    // What the report tells beyond what the tree's hash says.
    private static ContentHash Digest(
        InventoryArguments arguments, ScannedFiles files, HardLinks links, CancellationToken cancellation)
    {
        using var hash = new HashingStream(Stream.Null);
        using var to = new BinaryWriter(new BufferedStream(hash, Room), Encoding.UTF8);
        var names = new AccountNames();
        for (int file = 0; file < files.Count; file++)
        {
            ref readonly StatEntry entry = ref files[file];
            to.Write(links.FirstOf(file));
            to.Write(arguments.Modes ? entry.Mode : 0);
            to.Write(arguments.TellsTimes ? entry.Modified : 0);
            if (arguments.Owners)
            {
                to.Write(entry.Owner);
                to.Write(entry.Group);
                names.OfUser(entry.Owner);
                names.OfGroup(entry.Group);
            }
        }

        cancellation.ThrowIfCancellationRequested();
        foreach (string name in names.All())
        {
            to.Write(name);
        }

        to.Flush();
        return hash.CurrentHash();
    }
}
