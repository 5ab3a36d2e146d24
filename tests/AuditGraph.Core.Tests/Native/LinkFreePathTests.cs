using AuditGraph.Core.Native;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Tests.Native;

/// <summary>Both ways to reach a path without a link give the same answers: in one call, and step by step where a system has no such call.</summary>
public sealed class LinkFreePathTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_is_opened_by_its_path(bool atOnce)
    {
        string path = folder.Write("a/b/c.txt", "found");

        Assert.Equal("found", Read(path, atOnce));
        Assert.Equal("found", Read(path.Replace("/b/", "//b//", StringComparison.Ordinal), atOnce));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_folder_is_opened_by_its_path_and_so_is_the_root(bool atOnce)
    {
        string path = Path.GetDirectoryName(folder.Write("a/b/c.txt", ""))!;
        foreach (string place in new[] { path, path + "/", "/" })
        {
            using SafeFileHandle? handle = LinkFreePath.TryOpen(place, OpenFlags.Read | OpenFlags.OnlyFolder, default, atOnce, out int error);
            Assert.Equal(0, error);
            Assert.NotNull(handle);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_link_is_followed_neither_at_the_end_nor_on_the_way(bool atOnce)
    {
        string path = folder.Write("real/inside/file.txt", "outside");
        string end = folder["end"];
        File.CreateSymbolicLink(end, path);
        Directory.CreateSymbolicLink(folder["way"], folder["real"]);

        Assert.Equal(SystemError.TooManyLinks, ErrorOf(end, atOnce));
        Assert.Contains(ErrorOf(folder["way/inside/file.txt"], atOnce), new[] { SystemError.TooManyLinks, SystemError.NotAFolder });
        Assert.Contains(ErrorOf(folder["way/"], atOnce), new[] { SystemError.TooManyLinks, SystemError.NotAFolder });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_not_there_and_what_is_no_folder_has_its_error(bool atOnce)
    {
        string path = folder.Write("file", "");

        Assert.Equal(SystemError.NoSuchFile, ErrorOf(folder["none"], atOnce));
        Assert.Equal(SystemError.NoSuchFile, ErrorOf(folder["none/file"], atOnce));
        Assert.Equal(SystemError.NotAFolder, ErrorOf(Path.Join(path, "file"), atOnce));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_is_made_with_its_permissions_and_never_through_a_link(bool atOnce)
    {
        int flags = OpenFlags.WriteOnly | OpenFlags.Create | OpenFlags.Exclusive;
        string path = folder["new"];
        string target = folder["target"];
        string link = folder["link"];
        File.CreateSymbolicLink(link, target);

        using (SafeFileHandle? made = LinkFreePath.TryOpen(path, flags, Private, atOnce, out _))
        {
            Assert.NotNull(made);
        }

        Assert.Equal(Private, File.GetUnixFileMode(path));
        Assert.Null(LinkFreePath.TryOpen(path, flags, Private, atOnce, out int exists));
        Assert.Equal(SystemError.Exists, exists);
        Assert.Null(LinkFreePath.TryOpen(link, flags & ~OpenFlags.Exclusive, Private, atOnce, out _));
        Assert.False(File.Exists(target));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_path_that_is_relative_or_climbs_is_refused(bool atOnce)
    {
        foreach (string path in new[] { "relative", $"{folder.Root}/../other", $"{folder.Root}/..", $"{folder.Root}/a\0b" })
        {
            Assert.Throws<IOException>(() => LinkFreePath.TryOpen(path, OpenFlags.Read, default, atOnce, out _));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_folder_that_somebody_exchanges_for_a_link_again_and_again_never_leads_outside(bool atOnce)
    {
        string inside = folder.Write("inside/file", "inside");
        folder.Write("outside/file", "outside");
        string place = Path.GetDirectoryName(inside)!;
        string away = folder["away"];
        using var stop = new CancellationTokenSource();
        Task exchange = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    Directory.Move(place, away);
                    File.CreateSymbolicLink(place, folder["outside"]);
                    File.Delete(place);
                    Directory.Move(away, place);
                }
            },
            TestContext.Current.CancellationToken);

        var seen = new HashSet<string?>();

        // Whoever exchanges the folders may be kept from it for a while, in the middle.
        for (int attempt = 0; attempt < 20_000 || (attempt < 20_000_000 && !seen.Contains("inside")); attempt++)
        {
            seen.Add(Read(inside, atOnce));
        }

        await stop.CancelAsync();
        await exchange;
        Assert.Contains("inside", seen);
        Assert.DoesNotContain("outside", seen);
    }

    [Fact]
    public void No_descriptor_is_left_open_on_the_way()
    {
        Assert.SkipUnless(Directory.Exists("/proc/self/fd"), "no /proc tells which descriptors are open");
        string path = folder.Write("a/b/c/d/file", "");
        string link = folder["a/link"];
        Directory.CreateSymbolicLink(link, "b");

        Assert.Equal(0, ErrorOf(path, atOnce: false));
        Assert.NotEqual(0, ErrorOf($"{link}/c", atOnce: false));
        Assert.NotEqual(0, ErrorOf($"{path}/file", atOnce: false));

        Assert.DoesNotContain(
            Directory.EnumerateFileSystemEntries("/proc/self/fd").Select(open => new FileInfo(open).LinkTarget),
            target => target?.StartsWith(folder.Root, StringComparison.Ordinal) is true);
    }

    private static int ErrorOf(string path, bool atOnce)
    {
        using SafeFileHandle? handle = LinkFreePath.TryOpen(path, OpenFlags.Read, default, atOnce, out int error);
        return error;
    }

    private static string? Read(string path, bool atOnce)
    {
        using SafeFileHandle? handle = LinkFreePath.TryOpen(path, OpenFlags.Read, default, atOnce, out _);
        if (handle is null)
        {
            return null;
        }

        using var reader = new StreamReader(new FileStream(handle, FileAccess.Read));
        return reader.ReadToEnd();
    }
}
