using System.Runtime.InteropServices;

namespace AuditGraph.Core.Native;

/// <summary>The numbers of <c>errno.h</c> that decide something, and the exceptions that tell of the others.</summary>
internal static class SystemError
{
    public const int NotPermitted = 1;
    public const int NoSuchFile = 2;
    public const int Interrupted = 4;
    public const int NoSuchDevice = 6;
    public const int Exists = 17;
    public const int NotAFolder = 20;
    public const int IsAFolder = 21;
    public const int ReaderHasGone = 32;
    public const int RoomTooSmall = 34;

    public static readonly int WouldBlock = OperatingSystem.IsMacOS() ? 35 : 11;
    public static readonly int TooManyLinks = OperatingSystem.IsMacOS() ? 62 : 40;
    public static readonly int NoSuchCall = OperatingSystem.IsMacOS() ? 78 : 38;

    /// <summary>The number of the last call that failed.</summary>
    public static int Last => Marshal.GetLastPInvokeError();

    /// <summary>The system's words for a number, with the path that they are about.</summary>
    public static IOException ToException(int error, string path)
    {
        string message = $"{Marshal.GetPInvokeErrorMessage(error)}: '{path}'.";
        return error switch
        {
            NoSuchFile => new FileNotFoundException(message, path),
            _ => new IOException(message, error),
        };
    }
}
