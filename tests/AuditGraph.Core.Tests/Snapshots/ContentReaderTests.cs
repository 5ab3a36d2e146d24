using System.Diagnostics;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Snapshots;

/// <summary>A file's content is read by the name that a scan found, and never by way of a link.</summary>
public sealed class ContentReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_file_is_read_up_to_the_limit_and_not_beyond()
    {
        folder.Write("sub/deep/a.txt", "12345");

        Assert.Equal("12345"u8.ToArray(), Read("sub/deep/a.txt", 5));
        Assert.Null(Read("sub/deep/a.txt", 4));
        Assert.Null(Read("sub/deep/other.txt", 5));
        Assert.Null(Read("sub/other/a.txt", 5));
        Assert.Null(Read("sub/deep", 5));
        Assert.Null(Read("sub/deep/a.txt/b", 5));
    }

    [Fact]
    public void A_name_that_is_no_text_is_read_too()
    {
        Assert.SkipUnless(Shell("printf hello > \"$(printf 'f\\377')\"") == 0, "The file system takes no such names.");
        try
        {
            Assert.Equal("hello"u8.ToArray(), new ContentReader(folder.Root).TryRead(TreePath.FromBytes([(byte)'f', 0xff]), 100));
        }
        finally
        {
            // The base library cannot delete it.
            Shell("rm -f f*");
        }
    }

    [Fact]
    public void No_link_is_followed_and_nothing_is_waited_for()
    {
        folder.Write("real/a.txt", "secret");
        File.CreateSymbolicLink(folder["link.txt"], folder["real/a.txt"]);
        Directory.CreateSymbolicLink(folder["linked"], folder["real"]);
        Assert.Equal(0, Shell("mkfifo pipe"));

        Assert.Null(Read("link.txt", 100));
        Assert.Null(Read("linked/a.txt", 100));
        Assert.Null(Read("pipe", 100));
    }

    private byte[]? Read(string path, int limit) => new ContentReader(folder.Root).TryRead(TreePath.Parse(path), limit);

    private int Shell(string script)
    {
        using Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { WorkingDirectory = folder.Root })!;
        shell.WaitForExit();
        return shell.ExitCode;
    }
}
