using System.Collections.ObjectModel;
using System.Management.Automation;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
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
    private protected T Observe<T>(Func<PipelineObserver, CancellationToken, T> work)
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
    /// <exception cref="AuditWorkspaceException"><c>PathUnresolved</c>: the path is not one of the file system, or its drive is not there.</exception>
    private protected string ToFullPath(string path)
    {
        bool inFileSystem = IsFileSystem(SessionState.Path.CurrentLocation.Provider);
        if (Path.IsPathRooted(path) || (!inFileSystem && !SessionState.Path.IsPSAbsolute(path, out _) && !SessionState.Path.IsProviderQualified(path)))
        {
            return Path.GetFullPath(path, CurrentFolder);
        }

        try
        {
            string full = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return Path.GetFullPath(IsFileSystem(provider) ? full : throw NotInFileSystem(path));
        }
        catch (SessionStateException failure)
        {
            throw Unresolved(path, failure.Message, failure);
        }
    }

    /// <summary>The absolute path of the one file or folder that the user named.</summary>
    /// <param name="path">The path.</param>
    /// <param name="isLiteral">Whether no character of it is a wildcard.</param>
    /// <exception cref="AuditWorkspaceException"><c>PathUnresolved</c>: it is a pattern, and not one alone matches it; or as in <see cref="ToFullPath"/>.</exception>
    private protected string ToOnePath(string path, bool isLiteral)
    {
        if (isLiteral)
        {
            return ToFullPath(path);
        }

        Collection<string> found = ExpandPath(path);
        return found.Count == 1 ? found[0] : throw Unresolved(
            path, $"'{DisplayText.Escape(path)}' is a pattern, which {CountText.Of(found.Count, "file matches", "files match")}; one path is asked for.");
    }

    /// <summary>Does something with each file that the user named. What goes wrong with one is told, and the others have their turn.</summary>
    /// <param name="paths">The paths.</param>
    /// <param name="isLiteral">Whether no character of a path is a wildcard.</param>
    /// <param name="act">What to do with the absolute path of a file, which need not be there.</param>
    private protected void ForEachFile(IEnumerable<string> paths, bool isLiteral, Action<string> act)
    {
        foreach (string path in paths)
        {
            Attempt(() =>
            {
                foreach (string file in isLiteral ? [ToFullPath(path)] : ExpandPath(path))
                {
                    Attempt(() => act(file));
                }
            });
        }
    }

    private void Attempt(Action act)
    {
        try
        {
            act();
        }
        catch (AuditException failure)
        {
            WriteError(failure.ToErrorRecord());
        }
    }

    private Collection<string> ExpandPath(string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
        {
            return [ToFullPath(path)];
        }

        try
        {
            Collection<string> found = SessionState.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
            if (!IsFileSystem(provider))
            {
                throw NotInFileSystem(path);
            }

            if (found.Count == 0 && Path.Exists(ToFullPath(path)))
            {
                WriteWarning($"'{DisplayText.Escape(path)}' is a pattern, which nothing matches; to name the file that is there, use -LiteralPath.");
            }

            return found;
        }
        catch (SessionStateException failure)
        {
            throw Unresolved(path, failure.Message, failure);
        }
    }

    private static AuditWorkspaceException NotInFileSystem(string path) =>
        Unresolved(path, $"'{DisplayText.Escape(path)}' is not a path of the file system.");

    private static AuditWorkspaceException Unresolved(string path, string message, Exception? cause = null) =>
        new(WorkspaceErrors.PathUnresolved, message, cause) { Target = path };

    private static bool IsFileSystem(ProviderInfo provider) => provider.Name == FileSystemProvider.ProviderName;
}
