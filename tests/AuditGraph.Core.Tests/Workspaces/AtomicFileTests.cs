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
}
