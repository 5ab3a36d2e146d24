namespace AuditGraph.PowerShell.Completion;

/// <summary>Takes note of nothing: completion has no streams to write to.</summary>
internal sealed class SilentObserver : IAuditObserver
{
    /// <summary>The one instance.</summary>
    public static SilentObserver Instance { get; } = new();

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
