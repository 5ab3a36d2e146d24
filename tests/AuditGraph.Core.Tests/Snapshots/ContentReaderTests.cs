using System.Diagnostics;
using System.Text;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Snapshots;

/// <summary>A file's content is read by the name that a scan found, and never by way of a link.</summary>
public sealed class ContentReaderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly ContentReader reader;

    public ContentReaderTests() => reader = new ContentReader(folder.Root);

    public void Dispose()
    {
        reader.Dispose();
        folder.Dispose();
    }

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
    public void Files_of_several_folders_are_read_in_any_order()
    {
        string[] paths = ["a", "sub/a", "sub/b", "sub/deep/a", "sub", "sub/a", "gone/a", "subs/a", "b", "subs/a"];
        foreach (string path in new[] { "a", "b", "sub/a", "sub/b", "sub/deep/a", "subs/a" })
        {
            folder.Write(path, path);
        }

        Assert.Equal(
            ["a", "sub/a", "sub/b", "sub/deep/a", null, "sub/a", null, "subs/a", "b", "subs/a"],
            paths.Select(path => Read(path, 100) is { } content ? Encoding.UTF8.GetString(content) : null));
    }

    [Fact]
    public void A_name_that_is_no_text_is_read_too()
    {
        Assert.SkipUnless(Shell("printf hello > \"$(printf 'f\\377')\"") == 0, "The file system takes no such names.");
        try
        {
            Assert.Equal("hello"u8.ToArray(), reader.TryRead(TreePath.FromBytes([(byte)'f', 0xff]), 100));
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

    private byte[]? Read(string path, int limit) => reader.TryRead(TreePath.Parse(path), limit);

    private int Shell(string script)
    {
        using Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { WorkingDirectory = folder.Root })!;
        shell.WaitForExit();
        return shell.ExitCode;
    }
}
