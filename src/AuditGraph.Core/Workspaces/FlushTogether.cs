using System.Runtime.ExceptionServices;

namespace AuditGraph.Core.Workspaces;

/// <summary>
/// Does things side by side of which each waits for the device: what is flushed at the same time, a file system writes to
/// its journal together.
/// </summary>
internal static class FlushTogether
{
    private const int MostAtOnce = 16;

    /// <summary>Does a number of things, of which none depends on another.</summary>
    /// <param name="count">How many.</param>
    /// <param name="work">Does one, given its place.</param>
    /// <exception cref="Exception">What the first of them threw, after all had ended.</exception>
    public static void Do(int count, Action<int> work)
    {
        int next = -1;
        ExceptionDispatchInfo? failure = null;
        Thread[] others = new Thread[Math.Max(0, Math.Min(count, MostAtOnce) - 1)];
        for (int index = 0; index < others.Length; index++)
        {
            others[index] = new Thread(DoSome) { IsBackground = true, Name = "Flush" };
            others[index].Start();
        }

        DoSome();
        Array.ForEach(others, thread => thread.Join());
        failure?.Throw();

        void DoSome()
        {
            while (Volatile.Read(ref failure) is null && Interlocked.Increment(ref next) is var index && index < count)
            {
                try
                {
                    work(index);
                }
                catch (Exception thrown)
                {
                    Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(thrown), null);
                }
            }
        }
    }
}
