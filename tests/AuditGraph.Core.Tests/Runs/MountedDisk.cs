using System.Diagnostics;

namespace AuditGraph.Core.Tests.Runs;

/// <summary>A small file system of a test's own, in memory.</summary>
internal sealed class MountedDisk : IDisposable
{
    private readonly TemporaryFolder folder = new();

    /// <summary>Mounts it, or skips the test with the reason.</summary>
    public MountedDisk(string size)
    {
        if (!OperatingSystem.IsLinux() || !TryRun("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", folder.Root))
        {
            folder.Dispose();
            Assert.Skip("The tests may not mount a file system here.");
        }
    }

    /// <summary>Where it is mounted.</summary>
    public string Root => folder.Root;

    /// <summary>Makes it read-only.</summary>
    public void Freeze() => Assert.True(TryRun("mount", "-o", "remount,ro", folder.Root));

    /// <summary>Fills what is left of it; deleting the file that is returned makes room again.</summary>
    public string Fill()
    {
        string path = folder["filler"];
        using var filler = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] block = new byte[4096];
        try
        {
            while (true)
            {
                filler.Write(block);
            }
        }
        catch (IOException)
        {
            return path;
        }
    }

    public void Dispose()
    {
        TryRun("umount", "-l", folder.Root);
        folder.Dispose();
    }

    private static bool TryRun(string command, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
