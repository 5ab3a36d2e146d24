using System.Diagnostics;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using AuditGraph.Core.Native;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Processes;

/// <summary>
/// A program that runs in a process group of its own. Reading what it writes also feeds its standard input and drains
/// its standard error, so no pipe can fill up and stop it.
/// </summary>
/// <remarks>
/// It is used by one thread. Whatever ends it (its own end, cancellation, <see cref="Dispose"/>) ends its whole group,
/// and what a program that left the group does with the pipes is not waited for. One that has a
/// <see cref="ProcessRequest.Grace"/> is told to end by cancellation; how it does is told as ever.
/// </remarks>
internal sealed unsafe class ChildProcess : IDisposable
{
    /// <summary>How long it may take until cancellation, or an end with pipes that others hold open, is noticed: milliseconds.</summary>
    private const int Tick = 20;

    /// <summary>What a pipe that is ready surely takes without blocking: <c>PIPE_BUF</c> of POSIX.1-2017.</summary>
    private static readonly int SureWrite = OperatingSystem.IsMacOS() ? 512 : 4096;

    /// <summary>The most that can be left in a pipe by a program that has ended: Linux's <c>pipe-max-size</c>.</summary>
    private const int LargestPipe = 1 << 20;

    private readonly ProcessRequest request;
    private readonly CancellationToken cancellation;
    private readonly int process;
    private readonly MemoryStream error = new();
    private long errorBytes;
    private long? toldToEnd;
    private readonly byte[] errorBuffer = new byte[4096];
    private SafePipeHandle? inputPipe;
    private SafePipeHandle? outputPipe;
    private SafePipeHandle? errorPipe;
    private ReadOnlyMemory<byte> input;
    private bool hasEnded;
    private bool isReaped;
    private int leftover = LargestPipe;

    private ChildProcess(ProcessRequest request, CancellationToken cancellation)
    {
        this.request = request;
        this.cancellation = cancellation;
        input = request.Input;
        using AnonymousPipeServerStream? toInput = input.IsEmpty ? null : new(PipeDirection.Out, HandleInheritability.None);
        using AnonymousPipeServerStream fromOutput = new(PipeDirection.In, HandleInheritability.None);
        using AnonymousPipeServerStream fromError = new(PipeDirection.In, HandleInheritability.None);
        try
        {
            process = ProcessStart.Start(
                request, toInput?.ClientSafePipeHandle, fromOutput.ClientSafePipeHandle, fromError.ClientSafePipeHandle);
        }
        finally
        {
            toInput?.DisposeLocalCopyOfClientHandle();
            fromOutput.DisposeLocalCopyOfClientHandle();
            fromError.DisposeLocalCopyOfClientHandle();
        }

        inputPipe = Take(toInput);
        outputPipe = Take(fromOutput);
        errorPipe = Take(fromError);
    }

    /// <summary>Starts a program.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="cancellation">Ends the program's whole group at once.</param>
    /// <exception cref="IOException">It cannot be started.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before it was started.</exception>
    public static ChildProcess Start(ProcessRequest request, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new ChildProcess(request, cancellation);
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="longestOutput">How many bytes it may write.</param>
    /// <param name="output">What it wrote.</param>
    /// <param name="cancellation">Ends it at once.</param>
    /// <exception cref="IOException">It cannot be started, or writes more than it may.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ProcessExit Run(ProcessRequest request, int longestOutput, out byte[] output, CancellationToken cancellation)
    {
        using ChildProcess child = Start(request, cancellation);
        using var all = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        for (int length; (length = child.Read(buffer)) > 0;)
        {
            if (length > longestOutput - all.Length)
            {
                throw new IOException($"'{request.Program}' wrote more than {longestOutput} bytes.");
            }

            all.Write(buffer, 0, length);
        }

        output = all.ToArray();
        return child.Complete();
    }

    /// <summary>Runs a program to its end, however much it writes, and keeps the beginning of that.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="keptOutput">How many bytes of its standard output are kept; what follows is read and dropped.</param>
    /// <param name="cancellation">Ends it, as its request says.</param>
    /// <exception cref="IOException">It cannot be started.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, and has no grace.</exception>
    public static ProcessOutcome Capture(ProcessRequest request, int keptOutput, CancellationToken cancellation)
    {
        using ChildProcess child = Start(request, cancellation);
        using var kept = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        long written = 0;
        for (int length; (length = child.Read(buffer)) > 0; written += length)
        {
            kept.Write(buffer, 0, Math.Min(length, keptOutput - (int)kept.Length));
        }

        ProcessExit exit = child.Complete();
        return new ProcessOutcome(exit, kept.ToArray(), written, child.errorBytes, child.toldToEnd is not null);
    }

    /// <summary>Reads from its standard output; 0 at the end.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled, and has ended.</exception>
    public int Read(Span<byte> buffer)
    {
        while (outputPipe is not null)
        {
            Wait(out bool canRead);
            if (canRead)
            {
                int length = ReadPipe(outputPipe, buffer);
                leftover -= hasEnded ? Math.Max(0, length) : 0;
                if (length > 0)
                {
                    return length;
                }

                if (length == 0)
                {
                    Close(ref outputPipe);
                }
            }
            else if (hasEnded)
            {
                Close(ref outputPipe);
            }

            if (leftover <= 0)
            {
                Close(ref outputPipe);
            }
        }

        return 0;
    }

    /// <summary>Waits for its end; what it still writes is dropped.</summary>
    /// <exception cref="IOException">Somebody else in this process has taken its exit status.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled, and has ended.</exception>
    public ProcessExit Complete()
    {
        byte[] dropped = new byte[4096];
        while (Read(dropped) > 0)
        {
            // Nobody is interested any more.
        }

        while (!hasEnded || errorPipe is not null)
        {
            Wait(out _);
            if (hasEnded && leftover <= 0)
            {
                Close(ref errorPipe);
            }
        }

        int status = Reap() ?? throw new IOException($"How '{request.Program}' ended cannot be told: its exit status was taken by somebody else.");
        int signal = status & 0x7f;
        return new ProcessExit(signal == 0 ? (status >> 8) & 0xff : 128 + signal, error.ToArray())
        {
            Signal = signal == 0 ? null : signal,
        };
    }

    /// <summary>Ends it, and its whole group, if it still runs.</summary>
    public void Dispose()
    {
        Close(ref inputPipe);
        Close(ref outputPipe);
        Close(ref errorPipe);
        Reap();
        error.Dispose();
    }

    /// <summary>Waits until something can be read, the process has ended or a moment has passed; feeds and drains on the way.</summary>
    private void Wait(out bool canRead)
    {
        if (cancellation.IsCancellationRequested)
        {
            Stop();
        }

        if (!hasEnded && ProcessCalls.HasEnded(process))
        {
            // All it wrote is in the pipes by now; the others of its group are not waited for.
            hasEnded = true;
            Close(ref inputPipe);
            ProcessCalls.SendSignal(-process, ProcessCalls.Kill);
        }

        ProcessCalls.PollEntry* entries = stackalloc ProcessCalls.PollEntry[3];
        entries[0] = Entry(outputPipe, ProcessCalls.CanRead);
        entries[1] = Entry(errorPipe, ProcessCalls.CanRead);
        entries[2] = Entry(inputPipe, ProcessCalls.CanWrite);
        int ready = ProcessCalls.Poll(entries, 3, hasEnded ? 0 : outputPipe is null && errorPipe is null ? 1 : Tick);
        canRead = ready > 0 && entries[0].Found != 0;
        if (ready > 0 && entries[1].Found != 0)
        {
            DrainError();
        }
        else if (hasEnded)
        {
            Close(ref errorPipe);
        }

        if (ready > 0 && entries[2].Found != 0)
        {
            FeedInput();
        }
    }

    private void Stop()
    {
        if (request.Grace is not { } grace)
        {
            Dispose();
            cancellation.ThrowIfCancellationRequested();
        }
        else if (!hasEnded && toldToEnd is null)
        {
            toldToEnd = Stopwatch.GetTimestamp();
            ProcessCalls.SendSignal(-process, ProcessCalls.Terminate);
        }
        else if (!hasEnded && Stopwatch.GetElapsedTime(toldToEnd!.Value) >= grace)
        {
            ProcessCalls.SendSignal(-process, ProcessCalls.Kill);
        }
    }

    private void DrainError()
    {
        int length = ReadPipe(errorPipe!, errorBuffer);
        if (length == 0)
        {
            Close(ref errorPipe);
            return;
        }

        leftover -= hasEnded ? Math.Max(0, length) : 0;
        errorBytes += Math.Max(0, length);
        error.Write(errorBuffer, 0, Math.Clamp(length, 0, (int)(request.KeptErrorBytes - error.Length)));
    }

    private void FeedInput()
    {
        nint written;
        fixed (byte* start = input.Span)
        {
            written = ProcessCalls.Write(inputPipe!, start, (nuint)Math.Min(input.Length, SureWrite));
        }

        if (written >= 0)
        {
            input = input[(int)written..];
        }

        // A program may stop reading before it has read all.
        if (input.IsEmpty || (written < 0 && Marshal.GetLastPInvokeError() != ProcessCalls.Interrupted))
        {
            Close(ref inputPipe);
        }
    }

    /// <summary>How many bytes were read: 0 at the end, -1 where there are none for the moment.</summary>
    private static int ReadPipe(SafePipeHandle pipe, Span<byte> buffer)
    {
        fixed (byte* start = buffer)
        {
            nint length = ProcessCalls.Read(pipe, start, (nuint)buffer.Length);
            return length >= 0 ? (int)length
                : Marshal.GetLastPInvokeError() == ProcessCalls.Interrupted ? -1
                : 0;
        }
    }

    /// <summary>Ends the group and takes the exit status; null where somebody else has it, or it was taken before.</summary>
    private int? Reap()
    {
        if (isReaped)
        {
            return null;
        }

        isReaped = true;
        ProcessCalls.SendSignal(-process, ProcessCalls.Kill);
        int status;
        int reaped;
        do
        {
            reaped = ProcessCalls.Reap(process, &status, 0);
        }
        while (reaped < 0 && Marshal.GetLastPInvokeError() == ProcessCalls.Interrupted);
        return reaped == process ? status : null;
    }

    private static ProcessCalls.PollEntry Entry(SafePipeHandle? pipe, short wanted) => new()
    {
        Descriptor = pipe is null ? -1 : (int)pipe.DangerousGetHandle(),
        Wanted = wanted,
    };

    // The stream would close its handle; the descriptor goes to one of this class's own.
    private static SafePipeHandle? Take(AnonymousPipeServerStream? pipe)
    {
        if (pipe is null)
        {
            return null;
        }

        var taken = new SafePipeHandle(pipe.SafePipeHandle.DangerousGetHandle(), ownsHandle: true);
        pipe.SafePipeHandle.SetHandleAsInvalid();
        return taken;
    }

    private static void Close(ref SafePipeHandle? pipe)
    {
        pipe?.Dispose();
        pipe = null;
    }
}
