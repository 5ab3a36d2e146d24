using System.Runtime.InteropServices;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Native;

/// <summary>The names that the system has for the numbers of users and groups (POSIX.1-2017).</summary>
internal static unsafe partial class AccountCalls
{
    // More than struct passwd or struct group takes in any C library. The name is the first member of both.
    private const int RecordSize = 256;

    private const int SmallestRoom = 1 << 10;

    private const int LargestRoom = 1 << 20;

    /// <summary>The name of a user; null where the system has none.</summary>
    public static string? UserName(uint number) => Find(number, &UserOf);

    /// <summary>The name of a group; null where the system has none.</summary>
    public static string? GroupName(uint number) => Find(number, &GroupOf);

    // A group's record has the names of all its members, so that it may be long.
    private static string? Find(uint number, delegate*<uint, byte*, byte*, nint, byte**, int> call)
    {
        byte* record = stackalloc byte[RecordSize];
        for (int room = SmallestRoom; room <= LargestRoom; room *= 4)
        {
            fixed (byte* texts = new byte[room])
            {
                byte* found;
                int error;
                do
                {
                    error = call(number, record, texts, room, &found);
                }
                while (error == SystemError.Interrupted);

                if (error != SystemError.RoomTooSmall)
                {
                    return error != 0 || found is null ? null
                        : Utf8Text.Decode(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(*(byte**)record));
                }
            }
        }

        return null;
    }

    [LibraryImport("libc", EntryPoint = "getpwuid_r")]
    private static partial int UserOf(uint number, byte* record, byte* texts, nint length, byte** found);

    [LibraryImport("libc", EntryPoint = "getgrgid_r")]
    private static partial int GroupOf(uint number, byte* record, byte* texts, nint length, byte** found);
}
