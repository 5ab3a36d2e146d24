using System.Runtime.InteropServices;

namespace AuditGraph.Cli;

/// <summary>
/// Turns Ctrl+C (SIGINT), SIGTERM and SIGHUP into a cancellation while it lives, so that a run ends in order: recorded as
/// cancelled, with nothing half written. The first stops, the second also stops what runs always, and the third ends the
/// process as it would any other.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private const int Hangup = 1;

    private const int Interrupt = 2;

    private const int Terminate = 15;

    private readonly CancellationTokenSource stop = new();

    private readonly CancellationTokenSource kill = new();

    private readonly PosixSignalRegistration[] registrations;

    private int first;

    /// <summary>Begins to listen.</summary>
    public Interruption() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Take(signal, Interrupt)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Take(signal, Terminate)),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => Take(signal, Hangup)),
    ];

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => stop.Token;

    /// <summary>Cancelled by the second signal.</summary>
    public CancellationToken Kill => kill.Token;

    /// <summary>What the process ends with after a signal; null where there was none.</summary>
    public int? ExitCode => Volatile.Read(ref first) is > 0 and int signal ? Cli.ExitCode.Signal + signal : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in registrations)
        {
            registration.Dispose();
        }
    }

    private void Take(PosixSignalContext context, int signal)
    {
        context.Cancel = !kill.IsCancellationRequested;
        if (Interlocked.CompareExchange(ref first, signal, 0) == 0)
        {
            stop.Cancel();
        }
        else
        {
            kill.Cancel();
        }
    }
}
