using AuditGraph.Core.Snapshots.Scans;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class ScannedFilesTests
{
    [Fact]
    public void Files_come_in_the_order_of_the_bytes_of_their_paths_and_folders_before_what_is_in_them()
    {
        using var folder = new ScratchFolder();
        folder.Shell("""
            mkdir -p a/b/c a-b a.b Z none/empty
            touch a.txt a/x a/b/y a/b/c/z a-b/x a.b/x 'a b' Z/z a0 "$(printf '\351')" "$(printf 'n\nl')"
            ln -s nowhere a/link
            """);
        ScanResult scan = folder.Scan();
        var files = new ScannedFiles(scan.Found, TestContext.Current.CancellationToken);

        string[] paths = [.. Enumerable.Range(0, files.Count).Select(file => files.PathOf(file).ToString())];
        Assert.Equal(scan.Tree.Files, files.Count);
        Assert.Equal(
            folder.Shell("find . -not -type d -printf '%P\\0' | LC_ALL=C sort -z | tr '\\n\\0\\351' 'L\\nE'")
                .Split('\n')[..^1],
            paths.Select(path => path.Replace("\\n", "L", StringComparison.Ordinal)
                .Replace("\\xe9", "E", StringComparison.Ordinal)));
        Assert.Equal("nowhere"u8, files.Target(Array.IndexOf(paths, "a/link")));

        // Folders without a file are none.
        Assert.Equal(
            ["", "Z", "a-b", "a.b", "a", "a/b", "a/b/c"],
            Enumerable.Range(0, files.FolderCount).Select(one => files.PathOfFolder(one).ToString()));
        Assert.Equal([-1, 0, 0, 0, 0, 4, 5], Enumerable.Range(0, files.FolderCount).Select(files.ParentOf));
        Assert.All(
            paths,
            (path, file) => Assert.Equal(
                Path.GetDirectoryName(path), files.PathOfFolder(files.FolderOf(file)).ToString()));
    }

    [Fact]
    public void Folders_may_be_nested_deeper_than_a_thread_has_stack_for()
    {
        using var folder = new ScratchFolder();
        folder.Shell("i=0; while [ $i -lt 1500 ]; do mkdir d; cd d; i=$((i+1)); done; printf x > file");
        ScanResult scan = folder.Scan();
        ScannedFiles? files = null;
        var small = new Thread(() => files = new ScannedFiles(scan.Found, CancellationToken.None), 128 * 1024);
        small.Start();
        small.Join();
        Assert.Equal((1, 1501), (files!.Count, files.FolderCount));
    }
}
