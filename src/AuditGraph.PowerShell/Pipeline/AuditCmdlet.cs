using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>
/// A cmdlet that can be stopped at any moment, works off the pipeline's thread, and knows the session's folder.
/// </summary>
public abstract class AuditCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource stop = new();

    private protected AuditCmdlet()
    {
    }

    /// <summary>The session's current folder, which need not be the process's.</summary>
    protected string CurrentFolder => SessionState.Path.CurrentFileSystemLocation.ProviderPath;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels what still runs and frees what the cmdlet holds.</summary>
    /// <param name="disposing">Whether the call comes from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            stop.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => stop.Cancel();

    /// <summary>
    /// Does work on another thread and writes what it reports to the streams as it comes. When the pipeline stops,
    /// the work is cancelled and waited for.
    /// </summary>
    /// <typeparam name="T">What the work yields.</typeparam>
    /// <param name="work">The work.</param>
    private protected T Observe<T>(Func<IAuditObserver, CancellationToken, T> work)
    {
        var observer = new PipelineObserver(this, TimeProvider.System);
        Task<T> running = Task.Run(() =>
        {
            try
            {
                return work(observer, stop.Token);
            }
            finally
            {
                observer.Complete();
            }
        });
        try
        {
            observer.Pump();
        }
        catch
        {
            stop.Cancel();
            running.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
            throw;
        }

        return running.GetAwaiter().GetResult();
    }

    /// <summary>
    /// The absolute path of a file or folder that the user named: relative to the session's folder, and by way of
    /// PowerShell's drives.
    /// </summary>
    /// <exception cref="PSArgumentException">The path belongs to another provider than the file system.</exception>
    private protected string ToFullPath(string path)
    {
        bool inFileSystem = IsFileSystem(SessionState.Path.CurrentLocation.Provider);
        if (Path.IsPathRooted(path) || (!inFileSystem && !SessionState.Path.IsPSAbsolute(path, out _) && !SessionState.Path.IsProviderQualified(path)))
        {
            return Path.GetFullPath(path, CurrentFolder);
        }

        string full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        return IsFileSystem(provider)
            ? Path.GetFullPath(full)
            : throw new PSArgumentException($"'{path}' is not a path of the file system.");
    }

    private static bool IsFileSystem(ProviderInfo provider) => provider.Name == FileSystemProvider.ProviderName;
}
