using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class ScanCoverageTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Names_what_it_does_not_open(bool portable)
    {
        using var folder = new ScratchFolder();
        folder.Write("sub/file", "x");
        folder.Shell("mkfifo sub/pipe; ln -s /etc outside; ln -s . around");
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, 0);
        socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(folder.At("socket")));
        ScanResult scan = folder.Scan(options: new ScanOptions { Portable = portable });
        Assert.Equal(["socket Socket", "sub/pipe Pipe"], Gaps(scan));
        Assert.Equal(["around", "outside", "sub/file"], ScopeTests.Paths(scan.Tree));
    }

    [Fact]
    public void Never_opens_a_device()
    {
        using var folder = new ScratchFolder();
        Assert.SkipUnless(Environment.UserName == "root" && OperatingSystem.IsLinux(), "Only root may make devices.");
        folder.Shell("mknod zero c 1 5");
        Assert.Equal(["zero Device"], Gaps(folder.Scan()));
    }

    [Fact]
    public void Keeps_names_that_are_not_text_exactly()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has names that are not UTF-8.");
        using var folder = new ScratchFolder();
        folder.Shell(@"printf 1 > ""$(printf 'caf\351')""; mkdir ""$(printf 'a\nb')""; printf 2 > ""$(printf 'a\nb/\033[31m')""");
        ScanResult scan = folder.Scan();
        var expected = new TreeBuilder();
        expected.AddFile([.. "caf"u8, 0xe9], false, 1, ContentHash.Of("1"u8));
        expected.AddFile("a\nb/\u001b[31m"u8, false, 1, ContentHash.Of("2"u8));
        Assert.Equal(expected.Build().Root, scan.Tree.Root);
        Assert.Equal(
            [@"a\nb/\x1b[31m", @"caf\xe9"],
            SnapshotDiff.Compare(new TreeBuilder().Build(), scan.Tree, TestContext.Current.CancellationToken).Changes.Select(change => change.ToAuditChange().Path));
    }

    [Fact]
    public void Names_what_it_may_not_read()
    {
        Assert.SkipWhen(Environment.UserName == "root", "Root may read everything.");
        using var folder = new ScratchFolder();
        folder.Write("file", "x");
        folder.Write("folder/file", "x");
        folder.Write("seen", "x");
        folder.Shell("chmod 000 file folder");
        try
        {
            AssertUnseen(folder.Scan());
        }
        finally
        {
            folder.Shell("chmod 700 file folder");
        }
    }

    [Fact]
    public void Marks_what_the_system_refuses_to_open()
    {
        using var folder = new ScratchFolder();
        folder.Write("file", "x");
        folder.Write("folder/file", "x");
        folder.Write("seen", "x");
        AssertUnseen(ScanThrough(folder, new RefusingFolder(folder.OpenPortably(), FileOutcome.Refused)));
    }

    [Theory]
    [InlineData(nameof(FileOutcome.Refused), "file", "folder")]
    [InlineData(nameof(FileOutcome.Vanished))]
    public void Claims_no_time_of_what_it_did_not_see(string outcome, params string[] unseen)
    {
        using var folder = new ScratchFolder();
        folder.Write("file", "x");
        folder.Write("folder/file", "x");
        folder.Write("seen", "x");
        ScanResult scan = ScanThrough(folder, new RefusingFolder(folder.OpenPortably(), Enum.Parse<FileOutcome>(outcome)));
        SnapshotComparison times = scan.Times.CompareWith(DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        Assert.Equal(["seen"], times.Changes.Select(change => change.Path.ToString()));
        Assert.Equal(unseen, times.Uncompared.Select(path => path.ToString()));
        Assert.Equal(default, times.Unchanged);
    }

    [Fact]
    public void Leaves_out_what_vanishes_before_it_is_opened()
    {
        using var folder = new ScratchFolder();
        folder.Write("file", "x");
        folder.Write("folder/file", "x");
        folder.Write("seen", "x");
        ScanResult scan = ScanThrough(folder, new RefusingFolder(folder.OpenPortably(), FileOutcome.Vanished));
        Assert.Equal(["file Vanished", "folder Vanished"], Gaps(scan));
        Assert.Equal(["seen"], ScopeTests.Paths(scan.Tree));
    }

    [Fact]
    public void Reads_a_file_that_changes_meanwhile_again_and_then_calls_it_unstable()
    {
        using var folder = new ScratchFolder();
        folder.Write("once", new string('a', 1000));
        folder.Write("seen", "x");
        folder.Write("always", new string('a', 1000));
        ScanResult scan = ScanThrough(folder, new ChangingFolder(folder.OpenPortably(), folder.Root));
        Assert.Equal(["always Unstable"], Gaps(scan));
        var expected = new TreeBuilder();
        expected.AddFile("seen"u8, false, 1, ContentHash.Of("x"u8));
        byte[] once = File.ReadAllBytes(folder.At("once"));
        expected.AddFile("once"u8, false, once.Length, ContentHash.Of(once));

        // What was read last is what was there before "more" was written once again.
        byte[] always = File.ReadAllBytes(folder.At("always"))[..^4];
        expected.AddFile("always"u8, false, always.Length, ContentHash.Of(always));

        Assert.Equal(expected.Build().Root, scan.Tree.Root);
    }

    [Fact]
    public void Notices_a_folder_within_itself_and_goes_on()
    {
        using var folder = new ScratchFolder();
        folder.Write("a/b/file", "x");
        ScanResult scan = ScanThrough(folder, new LoopingFolder(folder.OpenPortably()));
        Assert.Equal(["a/b Loop"], Gaps(scan));
    }

    [Fact]
    public void Stays_on_one_file_system_when_asked_to()
    {
        Assert.SkipUnless(Environment.UserName == "root" && OperatingSystem.IsLinux(), "Only root may mount.");
        using var folder = new ScratchFolder();
        folder.Write("mounted/below", "x");
        folder.Shell("mount -t tmpfs none mounted || exit 0; printf y > mounted/above");
        try
        {
            Assert.SkipUnless(File.Exists(folder.At("mounted/above")), "This system refuses to mount.");
            Assert.Equal(["mounted/above"], ScopeTests.Paths(folder.Scan().Tree));
            ScanResult one = folder.Scan(new SnapshotScope { OneFileSystem = true });
            Assert.Equal(["mounted MountPoint"], Gaps(one));
            Assert.Equal(0, one.Tree.Files);
        }
        finally
        {
            folder.Shell("umount mounted || true");
        }
    }

    [Fact]
    public void Scans_a_tree_too_deep_for_any_path()
    {
        using var folder = new ScratchFolder();
        folder.Shell("i=0; n=$(printf '%200s' | tr ' ' d); while [ $i -lt 60 ]; do mkdir $n; cd $n; i=$((i+1)); done; printf x > file");
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere a path has a largest length.");
        Assert.Equal(1, folder.Scan().Tree.Files);
        folder.Shell("rm -rf d*");
    }

    [Fact]
    public void Refuses_a_root_that_is_no_folder()
    {
        using var folder = new ScratchFolder();
        string file = folder.Write("file", "x");
        foreach (string root in new[] { file, folder.At("missing") })
        {
            AuditWorkspaceException refusal = Assert.Throws<AuditWorkspaceException>(() => new SnapshotScanner(new Disk()).Scan(
                root, SnapshotScope.Everything, new ScanOptions(), new RecordingObserver(), TestContext.Current.CancellationToken));
            Assert.Equal(WorkspaceErrors.RootNotFound, refusal.Descriptor);
        }
    }

    [Fact]
    public void Is_the_same_with_one_thread_and_many_and_on_either_way()
    {
        using var folder = new ScratchFolder();
        var random = new Random(5);
        for (int index = 0; index < 400; index++)
        {
            folder.Write($"{random.Next(9)}/{random.Next(9)}/{index}", new string('x', random.Next(3) * 300_000));
        }

        folder.Shell("ln -s 1 link; mkfifo 1/pipe; chmod +x 2/*/*; mkdir -p empty/empty");
        var shown = new HashSet<string>();
        foreach (bool portable in new[] { false, true })
        {
            foreach (int threads in new[] { 1, 2, 7 })
            {
                ScanResult scan = folder.Scan(options: new ScanOptions { Threads = threads, Portable = portable });
                shown.Add($"{scan.Tree.Root} {scan.Tree.Files} {scan.Tree.Bytes} {string.Join(';', Gaps(scan))} {scan.FilesRead}");
            }
        }

        Assert.Single(shown);
    }

    [Fact]
    public void Both_ways_are_told_the_same_by_the_system()
    {
        Assert.SkipUnless(SystemFolder.ListsFast, "This is not Linux.");
        using var folder = new ScratchFolder();
        folder.Write("file", "content");
        folder.Shell("ln -s file link; mkdir folder; chmod 4755 file");
        Assert.Equal(FileOutcome.Done, SystemFolder.OpenRoot(folder.Root, portable: false, out FolderHandle? direct));
        using FolderHandle opened = direct!;
        using FolderHandle portable = folder.OpenPortably();
        foreach (byte[] name in new byte[][] { [.. "file\0"u8], [.. "link\0"u8], [.. "folder\0"u8] })
        {
            Assert.Equal(FileOutcome.Done, opened.Stat(name, out FileStat one));
            Assert.Equal(FileOutcome.Done, portable.Stat(name, out FileStat other));
            Assert.Equal(one, other);
        }
    }

    [Fact]
    public void Tells_how_far_it_is_and_when_it_is_done()
    {
        using var folder = new ScratchFolder();
        folder.Write("a/b", "12345");
        var observer = new RecordingObserver();
        new SnapshotScanner(new Disk()).Scan(
            folder.Root, SnapshotScope.Everything, new ScanOptions { ExpectedFiles = 7 }, observer, TestContext.Current.CancellationToken);
        Assert.Equal(new AuditProgress("Scanning", null, 1, 5, 7, Completed: true), observer.Progress[^1]);
    }

    [Fact]
    public void Stops_in_the_middle_of_a_file_when_cancelled()
    {
        using var folder = new ScratchFolder();
        folder.Shell("truncate -s 1T huge");
        using var source = new CancellationTokenSource();
        source.CancelAfter(TimeSpan.FromMilliseconds(50));
        var observer = new RecordingObserver();
        Assert.Throws<OperationCanceledException>(() => new SnapshotScanner(new Disk()).Scan(
            folder.Root, SnapshotScope.Everything, new ScanOptions { CacheFolder = folder.Cache }, observer, source.Token));
        Assert.False(Directory.Exists(folder.Cache));
        Assert.True(observer.Progress[^1].Completed);
    }

    private static void AssertUnseen(ScanResult scan)
    {
        Assert.Equal(["file Unreadable", "folder Unreadable"], Gaps(scan));
        SnapshotComparison comparison = SnapshotDiff.Compare(scan.Tree, scan.Tree with { Root = ContentHash.Of(TreeNodeWriter.Empty.Span) });
        Assert.Equal(["file", "folder"], comparison.Uncompared.Select(path => path.ToString()));
        Assert.Equal(["Removed seen"], comparison.Changes.Select(change => $"{change.Kind} {change.Path}"));
    }

    private static IEnumerable<string> Gaps(ScanResult scan) => scan.Coverage.Gaps.Select(gap => $"{gap.Path} {gap.Reason}");

    [Fact]
    public void What_the_system_neither_tells_the_type_of_nor_lets_ask_about_is_unseen_and_not_gone()
    {
        using var folder = new ScratchFolder();
        folder.Write("known", "x");
        folder.Write("refused", "x");

        ScanResult scan = ScanThrough(folder, new TypelessFolder(folder.OpenPortably()));

        Assert.Equal(["refused Unreadable"], Gaps(scan));
        Assert.Equal([TreePath.Parse("refused")], TreeFill.FindUnseen(scan.Tree));
    }

    /// <summary>Tells of no type when it is listed, and refuses to tell of the file <c>refused</c> at all.</summary>
    private sealed class TypelessFolder(FolderHandle inner) : PassingFolder(inner)
    {
        public override FileOutcome List(FolderListing listing, CancellationToken cancellation)
        {
            FileOutcome outcome = Inner.List(listing, cancellation);
            for (int index = 0; index < listing.Count; index++)
            {
                listing.Items[index] = listing.Items[index] with { Type = FileType.Unknown };
            }

            return outcome;
        }

        public override FileOutcome Stat(ReadOnlySpan<byte> name, out FileStat stat)
        {
            FileOutcome outcome = Inner.Stat(name, out stat);
            return name.StartsWith("refused"u8) ? FileOutcome.Refused : outcome;
        }
    }

    private static ScanResult ScanThrough(ScratchFolder folder, FolderHandle root) =>
        new SnapshotScanner(new Disk()).Scan(
            folder.Root, root, SnapshotScope.Everything, new ScanOptions(), new RecordingObserver(), TestContext.Current.CancellationToken);

    /// <summary>A folder in which everything but <c>seen</c> cannot be opened.</summary>
    private sealed class RefusingFolder(FolderHandle inner, FileOutcome outcome) : PassingFolder(inner)
    {
        public override FileOutcome OpenFolder(ReadOnlySpan<byte> name, out FolderHandle? folder)
        {
            folder = null;
            return outcome;
        }

        public override FileOutcome OpenFile(ReadOnlySpan<byte> name, out FileHandle? file)
        {
            file = null;
            return name.StartsWith("seen"u8) ? base.OpenFile(name, out file) : outcome;
        }
    }

    /// <summary>A folder whose files grow when they are opened, one of them whenever it is read.</summary>
    private sealed class ChangingFolder(FolderHandle inner, string path) : PassingFolder(inner)
    {
        public override FileOutcome OpenFile(ReadOnlySpan<byte> name, out FileHandle? file)
        {
            string target = Path.Join(path, Encoding.UTF8.GetString(name[..^1]));
            FileOutcome outcome = base.OpenFile(name, out FileHandle? opened);
            if (name.StartsWith("once"u8))
            {
                File.AppendAllText(target, "more");
            }

            file = name.StartsWith("always"u8) ? new ChangingFile(opened!, target) : opened;
            return outcome;
        }
    }

    private sealed class ChangingFile(FileHandle inner, string path) : FileHandle
    {
        public override FileOutcome Stat(out FileStat stat) => inner.Stat(out stat);

        public override FileOutcome Read(Span<byte> buffer, long offset, out int length)
        {
            if (offset == 0)
            {
                File.AppendAllText(path, "more");
            }

            return inner.Read(buffer, offset, out length);
        }

        public override void Dispose() => inner.Dispose();
    }

    /// <summary>A folder in which every folder holds, as <c>b</c>, itself.</summary>
    private sealed class LoopingFolder(FolderHandle inner) : PassingFolder(inner)
    {
        public override FileOutcome OpenFolder(ReadOnlySpan<byte> name, out FolderHandle? folder)
        {
            FileOutcome outcome = base.OpenFolder(name, out FolderHandle? opened);
            folder = opened is null ? null : new SelfHolding(opened);
            return outcome;
        }

        private sealed class SelfHolding(FolderHandle inner) : PassingFolder(inner)
        {
            public override FileOutcome OpenFolder(ReadOnlySpan<byte> name, out FolderHandle? folder)
            {
                FileOutcome outcome = base.OpenFolder(".\0"u8, out FolderHandle? itself);
                folder = itself is null ? null : new SelfHolding(itself);
                return outcome;
            }
        }
    }

    private sealed class RecordingObserver : IAuditObserver
    {
        public List<AuditProgress> Progress { get; } = [];

        public void OnProgress(AuditProgress progress)
        {
            lock (Progress)
            {
                Progress.Add(progress);
            }
        }

        public void OnVerbose(string message)
        {
        }

        public void OnWarning(string message)
        {
        }
    }
}
