using AuditGraph.Core.Workspaces;

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
        for (int step = 0; step < FaultyDisk.StepsOfOneWrite; step++)
        {
            var disk = new FaultyDisk(new Disk(), failAt: step);

            var error = Assert.Throws<AuditWorkspaceException>(() => new AtomicFile(disk).Write(folder["a/c"], "new"u8));

            Assert.Equal("AG4004", error.Code);
            Assert.Contains(folder["a/c"], error.Message, StringComparison.Ordinal);
            if (step < FaultyDisk.StepsOfOneWrite - 1)
            {
                Assert.Equal(["a/c = 6F6C64"], folder.Listing());
            }
        }
    }
}
