namespace AuditGraph.CrashHarness;

/// <summary>Prints warnings and nothing else.</summary>
internal sealed class QuietObserver : IAuditObserver
{
    public void OnProgress(AuditProgress progress)
    {
    }

    public void OnVerbose(string message)
    {
    }

    public void OnWarning(string message) => Console.Error.WriteLine($"warning: {message}");
}
