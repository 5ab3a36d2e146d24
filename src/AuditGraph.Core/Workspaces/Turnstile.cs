using System.Diagnostics.CodeAnalysis;

namespace AuditGraph.Core.Workspaces;

/// <summary>Lets one thread through at a time, and nobody wait for longer than a cancellation.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A semaphore holds nothing unless it is asked for a handle.")]
internal sealed class Turnstile
{
    private readonly SemaphoreSlim free = new(1);

    /// <summary>Goes through when nobody else is in; not twice.</summary>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>What, disposed of, lets the next one in.</returns>
    /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
    public Passage Enter(CancellationToken cancellation)
    {
        free.Wait(cancellation);
        return new Passage(free);
    }

    /// <summary>Somebody's time inside.</summary>
    internal readonly struct Passage(SemaphoreSlim free) : IDisposable
    {
        /// <summary>Lets the next one in.</summary>
        public void Dispose() => free.Release();
    }
}
