using System.Runtime.InteropServices;

namespace AuditGraph.Cli;

/// <summary>
/// Turns Ctrl+C (SIGINT) and SIGTERM into a cancellation while it lives, so that a run ends in order: recorded as
/// cancelled, with nothing half written.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource stop = new();

    private readonly PosixSignalRegistration interrupt;

    private readonly PosixSignalRegistration terminate;

    /// <summary>Begins to listen.</summary>
    public Interruption()
    {
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        // The second one ends the process as it would any other.
        signal.Cancel = !stop.IsCancellationRequested;
        stop.Cancel();
    }
}
