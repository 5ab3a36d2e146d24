using System.Diagnostics;
using System.Text;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Snapshots;

/// <summary>A folder of its own for one test, with a workspace in it.</summary>
internal sealed class ScratchFolder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("auditgraph-").FullName;

    public ScratchFolder() => Directory.CreateDirectory(Root);

    public string Root => Path.Join(path, "workspace");

    public string Cache => Path.Join(path, "cache");

    public ProfilePaths Profile => new(path, "default");

    public string At(string relative) => Path.Join(Root, relative);

    public string Write(string relative, string content)
    {
        string file = At(relative);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content, new UTF8Encoding(false));
        return file;
    }

    public ScanResult Scan(SnapshotScope? scope = null, ScanOptions? options = null) =>
        new SnapshotScanner(new Disk()).Scan(
            Root,
            scope ?? SnapshotScope.Everything,
            options ?? new ScanOptions { CacheFolder = Cache },
            new SilentObserver(),
            TestContext.Current.CancellationToken);

    /// <summary>Opens the workspace as systems without Linux's own calls do; the caller closes it.</summary>
    public FolderHandle OpenPortably() =>
        SystemFolder.OpenRoot(Root, portable: true, out FolderHandle? root) == FileOutcome.Done ? root! : throw new IOException(Root);

    /// <summary>Runs a POSIX shell in the workspace.</summary>
    public string Shell(string script)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", script])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process shell = Process.Start(start)!;
        Task<string> errors = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        Assert.True(shell.ExitCode == 0, $"{script}: {errors.Result}");
        return output;
    }

    public void Dispose()
    {
        // The base library cannot delete names that are not UTF-8.
        Shell("rm -rf -- * .[!.]*");
        Directory.Delete(path, recursive: true);
    }

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
}
