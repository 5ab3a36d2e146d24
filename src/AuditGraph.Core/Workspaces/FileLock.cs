using System.Globalization;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Workspaces;

/// <summary>
/// An exclusive lock between processes, and between threads of one: <c>flock</c> on a file. The operating system
/// lets go of it when its holder ends, however that comes about, so no lock is ever stale.
/// </summary>
/// <remarks>
/// Beside the file, <c>&lt;file&gt;.json</c> names the holder for people who wait. The base library's own sharing
/// modes are not used: they can be switched off by an environment variable and pass over file systems without locks.
/// </remarks>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly IDisk disk;

    private readonly SafeFileHandle file;

    private FileLock(IDisk disk, string path, SafeFileHandle file)
    {
        this.disk = disk;
        this.file = file;
        Path = path;
    }

    /// <summary>The file that is locked. It stays when the lock is released; deleting it is for who made its folder.</summary>
    public string Path { get; }

    /// <summary>Takes the lock if nobody holds it; null where somebody does. The file and its folder are made if missing.</summary>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>: the file cannot be made, opened or locked.</exception>
    public static FileLock? TryAcquire(IDisk disk, string path)
    {
        try
        {
            SafeFileHandle file = OpenOrCreate(disk, path);
            bool taken = false;
            try
            {
                if (!Posix.TryLock(file, exclusive: true, path))
                {
                    return null;
                }

                disk.WriteNote(OwnerPath(path), LockOwner.Current.ToJson());
                taken = true;
                return new FileLock(disk, path, file);
            }
            finally
            {
                if (!taken)
                {
                    file.Dispose();
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new AuditWorkspaceException(
                WorkspaceErrors.WriteFailed, $"The lock '{path}' could not be taken: {failure.Message}", failure)
            {
                Target = path,
            };
        }
    }

    /// <summary>Takes the lock, waiting for whoever holds it; after a second of waiting the observer is told who that is.</summary>
    /// <param name="disk">The disk.</param>
    /// <param name="path">The file.</param>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="observer">Who is told.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="AuditWorkspaceException">
    /// <c>LockBusy</c>: it was held all the time; <c>WriteFailed</c>: the file cannot be made, opened or locked.
    /// </exception>
    /// <exception cref="OperationCanceledException">The waiting was cancelled.</exception>
    public static FileLock Acquire(
        IDisk disk, string path, TimeSpan timeout, IAuditObserver observer, CancellationToken cancellation = default)
    {
        long start = Environment.TickCount64;
        bool told = false;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryAcquire(disk, path) is FileLock taken)
            {
                return taken;
            }

            long waited = Environment.TickCount64 - start;
            if (waited >= timeout.TotalMilliseconds)
            {
                throw Busy(path, timeout);
            }

            if (!told && waited >= Patience.TotalMilliseconds)
            {
                told = true;
                observer.OnWarning($"Waiting for the lock '{path}', which {Holder(path)} holds.");
            }

            // Uneven steps keep processes that wait for each other from marching in step.
            cancellation.WaitHandle.WaitOne(Random.Shared.Next(1, 10));
        }
    }

    /// <summary>Whether a living process holds the lock of this file; no file, no lock. Nothing is made or changed.</summary>
    /// <exception cref="IOException">The file is there and cannot be opened.</exception>
    public static bool IsHeld(string path)
    {
        try
        {
            using SafeFileHandle? file = RegularFile.TryOpen(path);
            if (file is null)
            {
                return false;
            }

            if (!Posix.TryLock(file, exclusive: false, path))
            {
                return true;
            }

            Posix.Unlock(file);
            return false;
        }
        catch (InvalidDataException)
        {
            // Nobody holds what is no regular file.
            return false;
        }
    }

    /// <summary>Releases the lock.</summary>
    public void Dispose()
    {
        if (file.IsClosed)
        {
            return;
        }

        try
        {
            disk.DeleteFile(OwnerPath(Path));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next holder writes its own note over this one.
        }
        finally
        {
            Posix.Unlock(file);
            file.Dispose();
        }
    }

    /// <summary>Where the holder of a lock is named.</summary>
    public static string OwnerPath(string path) => path + ".json";

    private static AuditWorkspaceException Busy(string path, TimeSpan timeout)
    {
        LockOwner? owner = LockOwner.TryRead(OwnerPath(path));
        return new AuditWorkspaceException(
            WorkspaceErrors.LockBusy,
            string.Create(CultureInfo.InvariantCulture, $"The lock '{path}' was held for {timeout.TotalSeconds:0.#} s by {Holder(path)}."))
        {
            Target = path,
            Detail = new(owner is null ? [] :
            [
                new("pid", owner.ProcessId), new("processStart", owner.ProcessStart), new("host", owner.Host),
                new("bootId", owner.BootId), new("command", owner.Command),
            ]),
        };
    }

    private static string Holder(string path) =>
        LockOwner.TryRead(OwnerPath(path))?.ToString() ?? "a process that has not named itself";

    private static SafeFileHandle OpenOrCreate(IDisk disk, string path)
    {
        if (RegularFile.TryOpen(path, forWriting: true) is SafeFileHandle there)
        {
            return there;
        }

        disk.CreateFolder(System.IO.Path.GetDirectoryName(path)!);
        try
        {
            disk.WriteNew(path, []);
        }
        catch (IOException) when (RegularFile.Exists(path))
        {
            // Somebody else made it in between.
        }

        return RegularFile.TryOpen(path, forWriting: true) ?? throw new FileNotFoundException($"'{path}' vanished while it was being locked.");
    }
}
