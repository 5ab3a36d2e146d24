using System.Diagnostics.CodeAnalysis;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>
/// The work of a scan that is waiting for a thread. The newest goes first, which keeps few folders open and little
/// in memory.
/// </summary>
internal sealed class ScanQueue
{
    private readonly object gate = new();
    private readonly Stack<ScanTask> tasks = new();
    private int unfinished;
    private bool stopped;

    /// <summary>Adds work.</summary>
    public void Add(List<ScanTask> more)
    {
        lock (gate)
        {
            foreach (ScanTask task in more)
            {
                tasks.Push(task);
            }

            unfinished += more.Count;
            Monitor.PulseAll(gate);
        }
    }

    /// <summary>Takes the newest work, waiting for it if there is none.</summary>
    /// <returns>Whether there is work; false once all is finished or the scan is stopped.</returns>
    public bool TryTake([NotNullWhen(true)] out ScanTask? task)
    {
        lock (gate)
        {
            while (!stopped && unfinished > 0)
            {
                if (tasks.TryPop(out task))
                {
                    return true;
                }

                Monitor.Wait(gate);
            }

            task = null;
            return false;
        }
    }

    /// <summary>Takes note that a piece of work is finished.</summary>
    public void Finish()
    {
        lock (gate)
        {
            if (--unfinished == 0)
            {
                Monitor.PulseAll(gate);
            }
        }
    }

    /// <summary>Ends the waiting; work that has not begun is dropped.</summary>
    public void Stop()
    {
        lock (gate)
        {
            stopped = true;
            Monitor.PulseAll(gate);
        }
    }
}
