using System.Runtime.InteropServices;
using System.Text;
using AuditGraph.Core.Native;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Cli;

/// <summary>
/// Standard output or error of this process, as UTF-8. <see cref="Console"/>'s writers prepare a terminal for programs
/// that draw on it, which costs 5.1 ms of a start.
/// </summary>
internal sealed class StandardStream : TextWriter
{
    private const int LastStandard = 2;

    private readonly int descriptor;

    private readonly bool isMissed;

    private bool hasEnded;

    private StandardStream(int descriptor, bool isMissed)
    {
        this.descriptor = descriptor;
        this.isMissed = isMissed;
        IsTerminal = Posix.IsTerminal(descriptor);
    }

    /// <summary>Standard output.</summary>
    public static StandardStream Output { get; } = new(1, isMissed: true);

    /// <summary>Standard error. What cannot be written there is dropped, for there is no other place to tell so.</summary>
    public static StandardStream Error { get; } = new(2, isMissed: false);

    /// <summary>Whether a person sees it.</summary>
    public bool IsTerminal { get; }

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>
    /// Puts something that takes no output in the place of each standard stream the process was started without; else
    /// the next file that is opened would be in that place, and get what is meant for a reader.
    /// </summary>
    public static void Occupy()
    {
        SafeFileHandle? place = Posix.TryOpen("/dev/null");
        while (place is not null && place.DangerousGetHandle() <= LastStandard)
        {
            // Not ours to close: it stands in for the stream until the process ends.
            place.SetHandleAsInvalid();
            place = Posix.TryOpen("/dev/null");
        }

        place?.Dispose();
    }

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write(value + "\n");

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <summary>Writes characters; all of them, unless nobody reads them any more.</summary>
    /// <exception cref="OutputException">The system refused, as when a disk is full.</exception>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(buffer)];
        Encoding.UTF8.GetBytes(buffer, bytes);
        int written = 0;
        while (written < bytes.Length && !hasEnded)
        {
            int count = Posix.Write(descriptor, bytes.AsSpan(written), out int error);
            if (count >= 0)
            {
                written += count;
                continue;
            }

            if (error == SystemError.WouldBlock)
            {
                // Another program made the terminal or pipe we share with it one that does not wait.
                Thread.Sleep(1);
            }
            else if (error == SystemError.ReaderHasGone || (error != SystemError.Interrupted && !isMissed))
            {
                // As with 'auditgraph runs list | head -1': that is no failure of ours.
                hasEnded = true;
            }
            else if (error != SystemError.Interrupted)
            {
                throw new OutputException($"the output cannot be written: {Marshal.GetPInvokeErrorMessage(error)}");
            }
        }
    }
}
