using System.Collections.Concurrent;

namespace AuditGraph.Core.Tests.Ledger;

internal sealed class ListeningObserver : IAuditObserver
{
    public ConcurrentQueue<string> Warnings { get; } = new();

    public ConcurrentQueue<string> Details { get; } = new();

    /// <summary>Called with every decision that is told.</summary>
    public Action<string> Told { get; set; } = _ => { };

    public void OnProgress(AuditProgress progress)
    {
    }

    public void OnVerbose(string message)
    {
        Details.Enqueue(message);
        Told(message);
    }

    public void OnWarning(string message) => Warnings.Enqueue(message);
}
