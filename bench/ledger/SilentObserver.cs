namespace AuditGraph.Bench.Ledger;

/// <summary>Listens to nothing.</summary>
internal sealed class SilentObserver : IAuditObserver
{
    /// <inheritdoc/>
    public void OnProgress(AuditProgress progress)
    {
    }

    /// <inheritdoc/>
    public void OnVerbose(string message)
    {
    }

    /// <inheritdoc/>
    public void OnWarning(string message)
    {
    }
}
