using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>
/// The base library's own <c>lstat</c>, which is the same on every system: its public face tells neither pipes from
/// files (opening a pipe would wait for ever) nor the change time without which a stat index cannot be trusted.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly partial struct PortableStat
{
    private readonly int flags;
    private readonly int mode;
    private readonly uint user;
    private readonly uint group;
    private readonly long size;
    private readonly long accessedSeconds;
    private readonly long accessedNanoseconds;
    private readonly long modifiedSeconds;
    private readonly long modifiedNanoseconds;
    private readonly long changedSeconds;
    private readonly long changedNanoseconds;
    private readonly long bornSeconds;
    private readonly long bornNanoseconds;
    private readonly long device;
    private readonly long specialDevice;
    private readonly long inode;
    private readonly uint userFlags;

    /// <summary>What the system says of a path; a link is not followed.</summary>
    public static FileOutcome OfPath(string path, out FileStat stat) => Result(ByPath(path, out PortableStat found), found, out stat);

    /// <summary>What the system says of an open file.</summary>
    public static FileOutcome OfFile(SafeFileHandle file, out FileStat stat) => Result(ByHandle(file, out PortableStat found), found, out stat);

    private static FileOutcome Result(int failed, in PortableStat found, out FileStat stat)
    {
        if (failed != 0)
        {
            stat = default;
            const int noEntry = 2, notDirectory = 20;
            return Marshal.GetLastPInvokeError() switch
            {
                noEntry => FileOutcome.Vanished,
                notDirectory => FileOutcome.Replaced,
                _ => FileOutcome.Refused,
            };
        }

        stat = new FileStat
        {
            Size = found.size,
            Modified = FileStat.Nanoseconds(found.modifiedSeconds, found.modifiedNanoseconds),
            Changed = FileStat.Nanoseconds(found.changedSeconds, found.changedNanoseconds),
            Inode = (ulong)found.inode,
            Device = (ulong)found.device,
            Mode = (ushort)found.mode,
        };
        return FileOutcome.Done;
    }

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_LStat", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int ByPath(string path, out PortableStat stat);

    [LibraryImport("libSystem.Native", EntryPoint = "SystemNative_FStat", SetLastError = true)]
    private static partial int ByHandle(SafeFileHandle file, out PortableStat stat);
}
