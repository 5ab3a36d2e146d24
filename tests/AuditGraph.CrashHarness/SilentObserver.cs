namespace AuditGraph.CrashHarness;

/// <summary>Takes no note of anything.</summary>
internal sealed class SilentObserver : IAuditObserver
{
    public void OnProgress(AuditProgress progress)
    {
    }

    public void OnVerbose(string message)
    {
    }

    public void OnWarning(string message)
    {
    }
}
