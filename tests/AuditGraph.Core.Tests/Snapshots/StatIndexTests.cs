using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Snapshots;

public sealed class StatIndexTests
{
    public static TheoryData<string> Edits => new()
    {
        "printf 2 > file",
        "printf 2 > file; touch -r before file",
        "printf 2 > file; touch -d @1000000000.123456789 file",
        "printf 2 > new; touch -r file new; mv new file",
        "printf 2 > new; cat new > file; touch -r before file",
        "cp -p file saved; printf 2 > file; touch -r saved file",
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void Catches_an_edit_that_keeps_size_and_time(string edit)
    {
        using var folder = new ScratchFolder();
        folder.Write("file", "1");
        folder.Shell("touch -d @1000000000.123456789 file; cp -p file before");
        var options = new ScanOptions { CacheFolder = folder.Cache, Clock = new LateClock() };
        folder.Scan(options: options);
        Assert.Equal(0, folder.Scan(options: options).FilesRead);
        folder.Shell(edit);
        AssertSameAsWithoutIndex(folder, folder.Scan(options: options));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Knows_whose_each_file_is_and_sees_that_it_has_become_anothers(bool portable)
    {
        using var folder = new ScratchFolder();
        Assert.SkipUnless(folder.Shell("id -u").Trim() == "0", "Only root gives files away.");
        folder.Shell(
            "printf 1 > file; ln -s file link; chown -h 12345:54321 file link; touch -h -d @1000000000 file link");
        var options = new ScanOptions { CacheFolder = folder.Cache, Clock = new LateClock(), Portable = portable };
        Assert.Equal([(12345u, 54321u), (12345u, 54321u)], Owners(folder.Scan(options: options)));
        folder.Shell("chown 4294967294:7 file");
        Assert.Equal([(4294967294u, 7u), (12345u, 54321u)], Owners(folder.Scan(options: options)));

        // This time from the index, which is not written for a change of one file.
        File.Delete(StatIndex.PathFor(folder.Cache, SnapshotScope.Everything));
        folder.Scan(options: options);
        ScanResult again = folder.Scan(options: options);
        Assert.Equal([(4294967294u, 7u), (12345u, 54321u)], Owners(again));
        Assert.Equal(0, again.FilesRead);
    }

    [Fact]
    public void Catches_edits_within_the_tick_of_the_scan()
    {
        using var folder = new ScratchFolder();
        var options = new ScanOptions { CacheFolder = folder.Cache };
        string file = folder.Write("file", "0");
        for (int round = 1; round < 300; round++)
        {
            folder.Scan(options: options);
            using (FileStream stream = File.OpenWrite(file))
            {
                stream.WriteByte((byte)('0' + (round % 10)));
            }

            AssertSameAsWithoutIndex(folder, folder.Scan(options: options));
        }
    }

    [Fact]
    public void Catches_edits_within_the_second_of_a_file_system_with_coarse_times()
    {
        using var folder = new ScratchFolder();
        string file = folder.Write("file", "0");
        var options = new ScanOptions { CacheFolder = folder.Cache };
        for (int round = 1; round < 50; round++)
        {
            ScanCoarsely(folder, options);
            File.WriteAllText(file, (round % 10).ToString(System.Globalization.CultureInfo.InvariantCulture));
            AssertSameAsWithoutIndex(folder, ScanCoarsely(folder, options));
        }
    }

    [Fact]
    public void Reads_young_files_again_even_if_nothing_seems_to_have_changed()
    {
        using var folder = new ScratchFolder();
        folder.Write("young", "1");
        folder.Write("old", "1");
        folder.Shell("touch -d '2001-01-01' old");
        var clock = new SetClock { Now = DateTimeOffset.UtcNow.AddSeconds(1) };
        var options = new ScanOptions { CacheFolder = folder.Cache, Clock = clock };
        folder.Scan(options: options);
        Assert.Equal(2, folder.Scan(options: options).FilesRead);
        clock.Now = clock.Now.AddSeconds(4);
        File.Delete(StatIndex.PathFor(folder.Cache, SnapshotScope.Everything));
        folder.Scan(options: options);
        Assert.Equal(0, folder.Scan(options: options).FilesRead);
    }

    [Fact]
    public void Changes_no_result_when_it_is_damaged_cut_off_or_gone()
    {
        using var folder = new ScratchFolder();
        var random = new Random(3);
        for (int index = 0; index < 40; index++)
        {
            folder.Write($"{index % 7}/{index}", new string('x', index));
        }

        var options = new ScanOptions { CacheFolder = folder.Cache, Clock = new LateClock() };
        ScanResult expected = folder.Scan(options: options);
        string path = StatIndex.PathFor(folder.Cache, SnapshotScope.Everything);
        byte[] index1 = File.ReadAllBytes(path);
        for (int round = 0; round < 60; round++)
        {
            byte[] damaged = [.. index1];
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, round % 3 == 0 ? damaged[..random.Next(damaged.Length)] : damaged);
            Assert.Equal(expected.Tree.Root, folder.Scan(options: options).Tree.Root);
        }

        File.WriteAllBytes(path, [.. index1, 0, 0, 0, 0, 0, 0, 0, 0]);
        Assert.Equal(40, folder.Scan(options: options).FilesRead);
        Directory.Delete(folder.Cache, recursive: true);
        Assert.Equal(expected.Tree.Root, folder.Scan(options: options).Tree.Root);
    }

    [Fact]
    public void Takes_no_memory_for_a_giant_that_is_no_index()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("stat.index", "");
        using (FileStream file = File.OpenWrite(path))
        {
            file.SetLength(Array.MaxLength);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(StatIndex.Read(path).Root.IsNone);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Is_not_waited_for_where_it_is_a_pipe()
    {
        using var folder = new ScratchFolder();
        folder.Write("file", "1");
        folder.Shell($"mkdir '{folder.Cache}'; mkfifo '{StatIndex.PathFor(folder.Cache, SnapshotScope.Everything)}'");
        var options = new ScanOptions { CacheFolder = folder.Cache, Clock = new LateClock() };
        Assert.Equal(1, folder.Scan(options: options).FilesRead);
        Assert.Equal(0, folder.Scan(options: options).FilesRead);
    }

    [Fact]
    public void Follows_random_edits_as_a_scan_without_it_does()
    {
        using var folder = new ScratchFolder();
        var random = new Random(11);
        var options = new ScanOptions { CacheFolder = folder.Cache, Clock = new LateClock() };
        for (int round = 0; round < 60; round++)
        {
            for (int edit = random.Next(6); edit >= 0; edit--)
            {
                string name = $"{(char)('a' + random.Next(3))}/{(char)('a' + random.Next(3))}";
                folder.Shell(random.Next(6) switch
                {
                    0 => $"rm -rf {name}",
                    1 => $"rm -rf {name[..1]}",
                    2 => $"mkdir -p {name[..1]}; rm -rf {name}; ln -s {random.Next(9)} {name}",
                    3 => $"mkdir -p {name[..1]}; rm -rf {name}; mkdir {name}; printf {random.Next(9)} > {name}/c",
                    4 => $"mkdir -p {name[..1]}; test -d {name} || touch {name}; chmod {random.Next(2)}00 {name}; chmod u+rw {name}",
                    _ => $"mkdir -p {name[..1]}; rm -rf {name}; printf {random.Next(9)} > {name}",
                });
            }

            AssertSameAsWithoutIndex(folder, folder.Scan(options: options));
        }
    }

    [Fact]
    public void Is_not_written_where_it_must_not_or_cannot_be()
    {
        using var folder = new ScratchFolder();
        folder.Write("file", "1");
        folder.Scan(options: new ScanOptions { CacheFolder = folder.Cache, KeepIndex = false });
        Assert.False(Directory.Exists(folder.Cache));
        File.WriteAllText(folder.Cache, "in the way");
        Assert.Equal(1, folder.Scan(options: new ScanOptions { CacheFolder = folder.Cache }).Tree.Files);
    }

    [Fact]
    public void Reading_everything_shows_what_was_changed_without_a_trace()
    {
        using var folder = new ScratchFolder();
        folder.Write("sub/file", "1");
        folder.Write("other", "1");
        var options = new ScanOptions { CacheFolder = folder.Cache, Clock = new LateClock() };
        ScanResult before = folder.Scan(options: options);
        ForgeHash(StatIndex.PathFor(folder.Cache, SnapshotScope.Everything), "1");

        Assert.Empty(folder.Scan(options: options with { KeepIndex = false }).SilentChanges);
        ScanResult full = folder.Scan(options: options with { Rehash = Rehash.Full });
        Assert.Equal(["other", "sub/file"], full.SilentChanges.Select(path => path.ToString()));
        Assert.Equal(before.Tree.Root, full.Tree.Root);
        Assert.Equal(2, full.FilesRead);
    }

    [Fact]
    public void Reads_about_the_share_that_was_asked_for()
    {
        using var folder = new ScratchFolder();
        for (int index = 0; index < 2000; index++)
        {
            folder.Write($"{index % 100}/{index}", "x");
        }

        var options = new ScanOptions { CacheFolder = folder.Cache, Clock = new LateClock() };
        folder.Scan(options: options);
        ScanResult sampled = folder.Scan(options: options with { Rehash = Rehash.Sampled, SampleShare = 0.25 });

        // Eight standard deviations on either side of 500.
        Assert.InRange(sampled.FilesRead, 345, 655);
        Assert.Equal(0.25, sampled.Bound?.Share);
    }

    [Theory]
    [InlineData(0.05, 100_000, 1)]
    [InlineData(0.01, 100_000, 5)]
    [InlineData(0.01, 1_000, 459)]
    [InlineData(0.01, 10, 459)]
    [InlineData(1, 10, 1)]
    public void States_the_bound_that_sampling_gives(double share, long files, long runs) =>
        Assert.Equal(runs, new RehashBound(share).RunsFor(files));

    [Fact]
    public void Keeps_the_bound_it_states()
    {
        // 10,000 files of which 10 have changed; read 2 % in each run: 23 runs are said to do.
        const int trials = 4000;
        long runs = new RehashBound(0.02).RunsFor(10_000);
        var random = new Random(6);
        int caught = Enumerable.Range(0, trials).Count(_ => Enumerable.Range(0, (int)runs * 10).Any(_ => random.NextDouble() < 0.02));
        Assert.Equal(23, runs);
        Assert.InRange(caught, trials * 0.983, trials);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(0)]
    [InlineData(3600)]
    [InlineData(-1_000_000_000)]
    public void A_clock_of_the_process_that_is_wrong_makes_no_file_seem_old(int seconds)
    {
        using var folder = new ScratchFolder();
        var options = new ScanOptions { CacheFolder = folder.Cache, ProcessClock = new WrongClock(TimeSpan.FromSeconds(seconds)) };
        folder.Write("young", "1");
        folder.Write("old", "1");

        // The times of a file can be set back, the moment at which that was done cannot: only a clock that is ahead could hide it.
        folder.Shell("touch -d '2001-01-01' old");
        folder.Scan(options: options);

        Assert.Equal(2, folder.Scan(options: options).FilesRead);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public void A_clock_of_the_process_that_is_wrong_makes_no_old_file_be_read_for_ever(int seconds)
    {
        using var folder = new ScratchFolder();
        var options = new ScanOptions { CacheFolder = folder.Cache, ProcessClock = new WrongClock(TimeSpan.FromSeconds(seconds)) };
        folder.Write("file", "1");
        Thread.Sleep(TimeSpan.FromSeconds(2.5));
        folder.Scan(options: options);

        Assert.Equal(0, folder.Scan(options: options).FilesRead);
    }

    [Fact]
    public void A_clock_that_was_set_while_a_scan_went_on_makes_no_file_seem_old()
    {
        using var folder = new ScratchFolder();
        folder.Write("file", "1");
        var clock = new ScanClock(new ScanOptions { ProcessClock = new JumpingClock() });

        (long started, _) = clock.Measure(new Disk(), folder.Cache, default);

        Assert.True(started < (DateTimeOffset.UtcNow.AddMinutes(-59) - DateTimeOffset.UnixEpoch).Ticks * 100);
    }

    [Fact]
    public void Where_no_file_can_be_written_no_file_is_old()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.Cache, "a file in the place of the folder");

        Assert.Equal(default, new ScanClock(new ScanOptions()).Measure(new Disk(), folder.Cache, default));
    }

    private static void AssertSameAsWithoutIndex(ScratchFolder folder, ScanResult scan) =>
        Assert.Equal(folder.Scan(options: new ScanOptions()).Tree.Root, scan.Tree.Root);

    /// <summary>Makes the index hold other hashes, which looks just as if the files had been changed behind its back.</summary>
    private static void ForgeHash(string path, string content)
    {
        byte[] index = File.ReadAllBytes(path);
        byte[] hash = Canonical(content);
        for (int at = index.AsSpan().IndexOf(hash); at >= 0; at = index.AsSpan().IndexOf(hash))
        {
            index[at] ^= 0xff;
        }

        StatIndex.Seal(index);
        File.WriteAllBytes(path, index);
    }

    private static byte[] Canonical(string content) =>
        AuditGraph.Core.Canonical.ContentHash.Of(System.Text.Encoding.UTF8.GetBytes(content)).Bytes.ToArray();

    private static ScanResult ScanCoarsely(ScratchFolder folder, ScanOptions options) =>
        new SnapshotScanner(new Disk()).Scan(
            folder.Root,
            new CoarseFolder(folder.OpenPortably()),
            SnapshotScope.Everything,
            options,
            new ScratchFolder.SilentObserver(),
            TestContext.Current.CancellationToken);

    private static (uint Owner, uint Group)[] Owners(ScanResult scan)
    {
        StatBlock block = scan.Found.Block;
        return
        [
            .. Enumerable.Range(0, block.Count).Select(index => (block.Entry(index).Owner, block.Entry(index).Group)),
        ];
    }

    private static FileStat Coarse(FileStat stat) => stat with
    {
        Modified = stat.Modified / 1_000_000_000 * 1_000_000_000,
        Changed = stat.Changed / 1_000_000_000 * 1_000_000_000,
    };

    /// <summary>A folder of a file system that keeps whole seconds.</summary>
    private sealed class CoarseFolder(FolderHandle inner) : PassingFolder(inner)
    {
        public override FileOutcome Stat(ReadOnlySpan<byte> name, out FileStat stat)
        {
            FileOutcome outcome = base.Stat(name, out stat);
            stat = Coarse(stat);
            return outcome;
        }

        public override FileOutcome OpenFile(ReadOnlySpan<byte> name, out FileHandle? file)
        {
            FileOutcome outcome = base.OpenFile(name, out FileHandle? opened);
            file = opened is null ? null : new CoarseFile(opened);
            return outcome;
        }
    }

    private sealed class CoarseFile(FileHandle inner) : FileHandle
    {
        public override FileOutcome Stat(out FileStat stat)
        {
            FileOutcome outcome = inner.Stat(out stat);
            stat = Coarse(stat);
            return outcome;
        }

        public override FileOutcome Read(Span<byte> buffer, long offset, out int length) => inner.Read(buffer, offset, out length);

        public override void Dispose() => inner.Dispose();
    }

    private sealed class WrongClock(TimeSpan ahead) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
    }

    /// <summary>A clock that is an hour behind when it is asked first, and is then put right.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        private int asked;

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddHours(Interlocked.Increment(ref asked) == 1 ? -1 : 0);
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
