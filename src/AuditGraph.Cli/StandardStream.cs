using System.Runtime.InteropServices;
using System.Text;

namespace AuditGraph.Cli;

/// <summary>
/// Standard output or error of this process, as UTF-8. <see cref="Console"/>'s writers prepare a terminal for programs
/// that draw on it, which takes longer than most commands need for all their work.
/// </summary>
internal sealed partial class StandardStream : TextWriter
{
    private const int Interrupted = 4;

    private const int ReaderHasGone = 32;

    private static readonly int TryLater = OperatingSystem.IsMacOS() ? 35 : 11;

    private readonly int descriptor;

    private bool readerHasGone;

    private StandardStream(int descriptor)
    {
        this.descriptor = descriptor;
        IsTerminal = CheckTerminal(descriptor) == 1;
    }

    /// <summary>Standard output.</summary>
    public static StandardStream Output { get; } = new(1);

    /// <summary>Standard error.</summary>
    public static StandardStream Error { get; } = new(2);

    /// <summary>Whether a person sees it.</summary>
    public bool IsTerminal { get; }

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => Write([value]);

    /// <inheritdoc/>
    public override void Write(string? value) => Write(value.AsSpan());

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Write(value + "\n");

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    /// <summary>Writes characters; all of them, unless nobody reads them any more.</summary>
    /// <exception cref="IOException">The system refused, as when a disk is full.</exception>
    public override void Write(ReadOnlySpan<char> buffer)
    {
        var bytes = new byte[Encoding.UTF8.GetByteCount(buffer)];
        Encoding.UTF8.GetBytes(buffer, bytes);
        int written = 0;
        while (written < bytes.Length && !readerHasGone)
        {
            nint count = Write(descriptor, bytes.AsSpan(written), bytes.Length - written);
            if (count >= 0)
            {
                written += (int)count;
                continue;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error == TryLater)
            {
                // Another program made the terminal or pipe we share with it one that does not wait.
                Thread.Sleep(1);
            }
            else if (error == ReaderHasGone)
            {
                // As with 'auditgraph runs list | head -1': that is no failure of ours.
                readerHasGone = true;
            }
            else if (error != Interrupted)
            {
                throw new IOException($"The output cannot be written: {Marshal.GetPInvokeErrorMessage(error)}");
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nint count);

    [LibraryImport("libc", EntryPoint = "isatty")]
    private static partial int CheckTerminal(int descriptor);
}
