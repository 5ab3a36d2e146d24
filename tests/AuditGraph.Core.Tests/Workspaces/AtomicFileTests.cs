using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;

namespace AuditGraph.Core.Tests.Workspaces;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Writes_a_new_file_and_the_folders_above_it()
    {
        new AtomicFile(new Disk()).Write(folder["a/b/c"], "new"u8);

        Assert.Equal(["a/b/c = 6E6577"], folder.Listing());
    }

    [Fact]
    public void Replaces_an_old_file_whole()
    {
        folder.Write("c", "something old and longer");

        new AtomicFile(new Disk()).Write(folder["c"], "new"u8);

        Assert.Equal(["c = 6E6577"], folder.Listing());
    }

    [Fact]
    public void A_secret_is_readable_by_its_owner_alone_from_the_start()
    {
        new AtomicFile(new Disk()).Write(folder["key"], "k"u8, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["key"]));
    }

    [Fact]
    public void A_failure_at_any_step_leaves_the_old_file_and_nothing_else()
    {
        folder.Write("a/c", "old");
        const int FolderWriteRenameFlush = 4;
        for (int step = 1; step <= FolderWriteRenameFlush; step++)
        {
            var disk = new FaultyDisk(new Disk(), step, FaultKind.Torn, () => throw new IOException("No space left on device"));

            var error = Assert.Throws<AuditWorkspaceException>(() => new AtomicFile(disk).Write(folder["a/c"], "new"u8));

            Assert.Equal("AG4004", error.Code);
            Assert.Contains(folder["a/c"], error.Message, StringComparison.Ordinal);
            if (step < FolderWriteRenameFlush)
            {
                Assert.Equal(["a/c = 6F6C64"], folder.Listing());
            }
        }
    }

    [Fact]
    public void What_a_write_that_never_ended_left_is_known_by_its_name_and_its_token()
    {
        string left = Path.GetFileName(AtomicFile.TemporaryPathOf("/w/a.md", "token"));

        Assert.True(AtomicFile.IsTemporary(left));
        Assert.True(AtomicFile.IsTemporary(left, "token"));
        Assert.False(AtomicFile.IsTemporary(left, "other"));
        foreach (string name in (string[])["a.md", ".a.md", left[1..]])
        {
            Assert.False(AtomicFile.IsTemporary(name), name);
            Assert.False(AtomicFile.IsTemporary(name, "token"), name);
        }
    }

    [Fact]
    public void Somebody_s_own_file_stays_the_same_file_when_it_is_overwritten()
    {
        folder.Write("c", "something old and longer");
        File.SetUnixFileMode(folder["c"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        using FileStream open = File.OpenRead(folder["c"]);

        new AtomicFile(new Disk()).Overwrite(folder["c"], "new"u8);

        Assert.Equal("new", new StreamReader(open).ReadToEnd());
        Assert.Equal(["c = 6E6577"], folder.Listing());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["c"]));
    }

    [Fact]
    public void The_new_content_is_safe_beside_a_file_and_for_its_owner_alone_before_it_is_overwritten()
    {
        folder.Write("c", "old");
        const int Overwrite = 3;
        UnixFileMode? mode = null;
        var disk = new FaultyDisk(new Disk(), Overwrite, FaultKind.Empty, () =>
        {
            string copy = Assert.Single(Directory.GetFiles(folder.Root), path => AtomicFile.IsTemporary(Path.GetFileName(path)));
            Assert.Equal("new", File.ReadAllText(copy));
            mode = File.GetUnixFileMode(copy);
            throw new IOException("No space left on device");
        });

        var error = Assert.Throws<AuditWorkspaceException>(() => new AtomicFile(disk).Overwrite(folder["c"], "new"u8));

        Assert.Equal("AG4004", error.Code);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, mode);
    }

    [Fact]
    public void What_is_prepared_waits_beside_its_place_until_it_is_put_there_left_or_dropped()
    {
        var files = new AtomicFile(new Disk());
        string beside = AtomicFile.TemporaryPathOf(folder["c"], "t");
        using (files.Prepare(folder["c"], "dropped"u8, "t"))
        {
            Assert.Equal("dropped", File.ReadAllText(beside));
        }

        Assert.Empty(folder.Listing());
        using (PreparedFile left = files.Prepare(folder["c"], "left"u8, "t"))
        {
            left.Secure();
            left.Leave();
        }

        Assert.Equal("left", File.ReadAllText(beside));
        File.Delete(beside);
        using (PreparedFile committed = files.Prepare(folder["c"], "put"u8, "t"))
        {
            committed.Commit();
        }

        Assert.Equal([$"c = {Convert.ToHexString("put"u8)}"], folder.Listing());
    }

    [Fact]
    public void What_was_left_to_others_can_still_be_dropped()
    {
        using PreparedFile left = new AtomicFile(new Disk()).Prepare(folder["c"], "left"u8, "t");
        left.Leave();

        left.Discard();

        Assert.Empty(folder.Listing());
    }

    [Fact]
    public void Nothing_is_cleared_up_after_a_write_that_ended()
    {
        const int FolderWriteRenameFlush = 4;
        var disk = new FaultyDisk(new Disk(), 0, FaultKind.Before, () => { });

        new AtomicFile(disk).Write(folder["c"], "new"u8);

        Assert.Equal(FolderWriteRenameFlush, disk.Calls);
    }

    [Fact]
    public void The_failure_that_is_told_is_the_first()
    {
        const int Write = 2;
        int failures = 0;
        var disk = new FaultyDisk(new Disk(), Write, FaultKind.Before, () => throw new IOException($"failure {++failures}")) { StaysBroken = true };

        var error = Assert.Throws<AuditWorkspaceException>(() => new AtomicFile(disk).Write(folder["c"], "new"u8));

        Assert.EndsWith("failure 1", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, failures);
    }

    [Fact]
    public void A_file_that_cannot_be_secured_is_an_error_that_names_it()
    {
        const int Flush = 3;
        var disk = new FaultyDisk(new Disk(), Flush, FaultKind.Before, () => throw new UnauthorizedAccessException("no"));
        using PreparedFile prepared = new AtomicFile(disk).Prepare(folder["c"], "new"u8, "t");

        var error = Assert.Throws<AuditWorkspaceException>(() => prepared.Secure());

        Assert.Equal("AG4004", error.Code);
        Assert.Equal(folder["c"], error.Target);
    }

    [Fact]
    public void Files_that_are_made_together_are_all_there_and_none_takes_the_place_of_another()
    {
        var disk = new Disk();
        disk.WriteNewTogether([new NewFile(folder["a"], "1"u8.ToArray()), new NewFile(folder["b"], "2"u8.ToArray(), UnixFileMode.UserRead)]);

        Assert.Throws<IOException>(() => disk.WriteNewTogether([new NewFile(folder["c"], "3"u8.ToArray()), new NewFile(folder["a"], "4"u8.ToArray())]));

        Assert.Equal(["a = 31", "b = 32", "c = 33"], folder.Listing());
        Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(folder["b"]));
    }

    [Fact]
    public void Every_folder_with_a_new_entry_is_flushed_once()
    {
        Directory.CreateDirectory(folder["there"]);
        var disk = new FlushedFolders();
        using PreparedFile prepared = new AtomicFile(disk).Prepare(folder["there/a/b/c"], "new"u8, "t");

        prepared.Secure();
        Assert.Equal([folder["there"], folder["there/a"], folder["there/a/b"]], disk.Flushed);
        prepared.Commit();
        Assert.Equal([folder["there/a/b"]], disk.Flushed.Skip(3));
    }

    [Fact]
    public void Of_new_folders_each_with_a_new_entry_is_to_be_flushed_and_of_one_that_is_there_it_alone()
    {
        var changed = new SortedSet<string>(StringComparer.Ordinal);

        NewFolders.Make(new Disk(), folder["a/b"], changed);
        Assert.Equal([folder.Root, folder["a"], folder["a/b"]], changed);
        changed.Clear();
        NewFolders.Make(new Disk(), folder["a/b"], changed);
        Assert.Equal([folder["a/b"]], changed);
    }

    [Fact]
    public void A_folder_is_not_looked_for_again_where_it_was_made_just_now()
    {
        var changed = new SortedSet<string>(StringComparer.Ordinal) { folder["a"] };

        NewFolders.Make(new Disk(), folder["a"], changed);

        Assert.False(Path.Exists(folder["a"]));
    }
}
