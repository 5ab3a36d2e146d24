using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scans;

namespace AuditGraph.Core.Tests.Snapshots;

/// <summary>A folder that passes everything on to another, for tests that change one thing of it.</summary>
internal class PassingFolder(FolderHandle inner) : FolderHandle
{
    protected FolderHandle Inner { get; } = inner;

    public override FileOutcome Stat(out FileStat stat) => Inner.Stat(out stat);

    public override FileOutcome Stat(ReadOnlySpan<byte> name, out FileStat stat) => Inner.Stat(name, out stat);

    public override FileOutcome List(FolderListing listing, CancellationToken cancellation) => Inner.List(listing, cancellation);

    public override FileOutcome OpenFolder(ReadOnlySpan<byte> name, out FolderHandle? folder) => Inner.OpenFolder(name, out folder);

    public override FileOutcome OpenFile(ReadOnlySpan<byte> name, out FileHandle? file) => Inner.OpenFile(name, out file);

    public override FileOutcome ReadLink(ReadOnlySpan<byte> name, out byte[] target) => Inner.ReadLink(name, out target);

    public override void Dispose() => Inner.Dispose();
}
