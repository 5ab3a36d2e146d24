using System.Text;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Native;

/// <summary>
/// Reaches files and folders by absolute paths without following any symbolic link: neither at the end nor on the way,
/// whoever puts one there and whenever.
/// </summary>
/// <remarks>
/// Linux's <c>openat2</c> (since 5.6) and macOS's <c>O_NOFOLLOW_ANY</c> (since 11) do it in one call. Where there is
/// no <c>openat2</c>, or a sandbox denies it, every folder on the way is opened by way of the one above it.
/// </remarks>
internal static unsafe class LinkFreePath
{
    private static readonly bool HasOneCall = OperatingSystem.IsMacOS() || ProbeOpenAt2();

    /// <summary>Opens a path.</summary>
    /// <param name="path">An absolute path without <c>.</c> and <c>..</c>.</param>
    /// <param name="flags">Of <see cref="OpenFlags"/>; the descriptor is never inherited.</param>
    /// <param name="mode">The permissions of a file that is made, before the process's umask.</param>
    /// <param name="error">The error's number where there is no descriptor.</param>
    /// <returns>The descriptor, or null.</returns>
    public static SafeFileHandle? TryOpen(string path, int flags, UnixFileMode mode, out int error) =>
        TryOpen(path, flags, mode, HasOneCall, out error);

    /// <inheritdoc cref="TryOpen(string, int, UnixFileMode, out int)"/>
    /// <param name="path">An absolute path without <c>.</c> and <c>..</c>.</param>
    /// <param name="flags">Of <see cref="OpenFlags"/>; the descriptor is never inherited.</param>
    /// <param name="mode">The permissions of a file that is made, before the process's umask.</param>
    /// <param name="atOnce">Whether in one call, which not every system has.</param>
    /// <param name="error">The error's number where there is no descriptor.</param>
    public static SafeFileHandle? TryOpen(string path, int flags, UnixFileMode mode, bool atOnce, out int error)
    {
        if (!IsPlain(path))
        {
            throw new IOException($"'{path}' is not an absolute path without '..'.");
        }

        byte[] bytes = Encoding.UTF8.GetBytes(path + '\0');
        flags |= OpenFlags.CloseOnExec;
        int descriptor;
        do
        {
            descriptor = !atOnce ? OpenStepByStep(bytes, flags, (uint)mode)
                : OperatingSystem.IsMacOS() ? Open(OpenFlags.CurrentFolder, bytes, flags | OpenFlags.MacNoFollowAny, (uint)mode)
                : OpenAtOnce(bytes, flags, (uint)mode);
            error = descriptor < 0 ? SystemError.Last : 0;
        }
        while (error == SystemError.Interrupted);
        return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
    }

    /// <summary>What the system says of what is at a path, which may be a link itself.</summary>
    /// <param name="path">An absolute path without <c>.</c> and <c>..</c>.</param>
    /// <param name="stat">What it says.</param>
    /// <param name="error">The error's number where it says nothing.</param>
    public static bool TryStat(string path, out FileStat stat, out int error)
    {
        stat = default;
        using SafeFileHandle? folder = TryOpenParent(path, out byte[] name, out error);
        if (folder is null || StatCalls.TryGet(Posix.DescriptorOf(folder), name, out stat))
        {
            return folder is not null;
        }

        error = SystemError.Last;
        return false;
    }

    /// <summary>Opens the folder that a path's last name is in, as a place to reach that name from.</summary>
    /// <param name="path">An absolute path without <c>.</c> and <c>..</c>.</param>
    /// <param name="terminatedName">The last name, with a zero byte behind it.</param>
    /// <param name="error">The error's number where there is no descriptor.</param>
    public static SafeFileHandle? TryOpenParent(string path, out byte[] terminatedName, out int error)
    {
        int slash = path.LastIndexOf('/');
        string name = path[(slash + 1)..];
        terminatedName = Encoding.UTF8.GetBytes((name.Length == 0 ? "." : name) + '\0');
        return TryOpen(slash <= 0 ? path[..(slash + 1)] : path[..slash], OpenFlags.Passage, default, out error);
    }

    /// <summary>What to throw where a path could not be reached.</summary>
    public static IOException Failure(int error, string path) =>
        (error == SystemError.TooManyLinks || error == SystemError.NotAFolder) && FindLink(path) is { } link
            ? new LinkRefusedException(link)
            : SystemError.ToException(error, path);

    /// <summary>The first part of a path that is a symbolic link, or null: tells why a path could not be reached.</summary>
    private static string? FindLink(string path)
    {
        for (int end = 1; end < path.Length;)
        {
            end = path.IndexOf('/', end + 1) is >= 0 and int next ? next : path.Length;
            string part = path[..end];
            if (!StatCalls.TryGet(OpenFlags.CurrentFolder, Encoding.UTF8.GetBytes(part + '\0'), out FileStat stat))
            {
                return null;
            }

            if (stat.Type == FileType.Link)
            {
                return part;
            }
        }

        return null;
    }

    private static bool IsPlain(string path) =>
        path.StartsWith('/') && !path.Contains('\0', StringComparison.Ordinal) && !$"{path}/".Contains("/../", StringComparison.Ordinal);

    private static int OpenAtOnce(byte[] path, int flags, uint mode)
    {
        var how = new SystemCalls.OpenHow
        {
            Flags = (ulong)flags,
            Mode = (flags & OpenFlags.Create) == 0 ? 0 : mode,
            Resolve = OpenFlags.LinuxResolveNoLinks,
        };
        fixed (byte* name = path)
        {
            return SystemCalls.OpenAt2(OpenFlags.CurrentFolder, name, &how);
        }
    }

    private static int OpenStepByStep(byte[] path, int flags, uint mode)
    {
        int folder = Open(OpenFlags.CurrentFolder, [(byte)'/', 0], OpenFlags.Passage, 0);
        for (int start = 1; folder >= 0;)
        {
            int length = path.AsSpan(start).IndexOf((byte)'/');
            bool isLast = length < 0;
            byte[] name = isLast ? path[start..] : [.. path.AsSpan(start, length), 0];
            if (name.Length == 1)
            {
                name = [(byte)'.', 0];
            }

            int next = isLast
                ? Open(folder, name, flags | OpenFlags.NoFollow, mode)
                : Open(folder, name, OpenFlags.Passage | OpenFlags.NoFollow, 0);
            _ = SystemCalls.Close(folder);
            if (isLast)
            {
                return next;
            }

            folder = next;
            start += length + 1;
        }

        return folder;
    }

    private static int Open(int folder, byte[] terminatedName, int flags, uint mode)
    {
        fixed (byte* name = terminatedName)
        {
            return SystemCalls.OpenAt(folder, name, flags, mode);
        }
    }

    private static bool ProbeOpenAt2()
    {
        int descriptor = OpenAtOnce([(byte)'/', 0], OpenFlags.Passage, 0);
        _ = descriptor < 0 ? 0 : SystemCalls.Close(descriptor);
        return descriptor >= 0;
    }
}
