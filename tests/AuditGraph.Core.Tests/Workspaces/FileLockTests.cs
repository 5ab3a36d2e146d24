using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using AuditGraph.Core.Native;
using AuditGraph.Core.Tests.Ledger;
using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Tests.Workspaces;

public sealed class FileLockTests : IDisposable
{
    private static readonly Disk Disk = new();

    private readonly string folder = Directory.CreateTempSubdirectory("auditgraph-").FullName;

    private string LockPath => Path.Join(folder, "below", "lock");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Only_one_holds_it_at_a_time()
    {
        using (FileLock? held = FileLock.TryAcquire(Disk, LockPath))
        {
            Assert.NotNull(held);
            Assert.Null(FileLock.TryAcquire(Disk, LockPath));
            Assert.True(FileLock.IsHeld(LockPath));
        }

        Assert.False(FileLock.IsHeld(LockPath));
        using FileLock? again = FileLock.TryAcquire(Disk, LockPath);
        Assert.NotNull(again);
    }

    [Fact]
    public void It_is_free_at_once_although_a_program_that_starts_has_a_copy_of_its_handle()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the handles of a process are listed in /proc");
        FileLock held = FileLock.TryAcquire(Disk, LockPath)!;
        using var copy = new SafeFileHandle(Copy(DescriptorOf(LockPath)), ownsHandle: true);
        Assert.True(FileLock.IsHeld(LockPath));

        held.Dispose();

        Assert.False(FileLock.IsHeld(LockPath));
    }

    [Fact]
    public void A_file_that_is_not_there_is_not_held_and_is_not_made()
    {
        Assert.False(FileLock.IsHeld(LockPath));
        Assert.False(Path.Exists(LockPath));
    }

    [Fact]
    public void The_sidecar_names_the_holder_while_it_holds()
    {
        using (FileLock.TryAcquire(Disk, LockPath))
        {
            JsonNode owner = JsonNode.Parse(File.ReadAllText(FileLock.OwnerPath(LockPath)))!;
            Assert.Equal(Environment.ProcessId, owner["pid"]!.GetValue<int>());
            Assert.Equal(Environment.MachineName, owner["host"]!.GetValue<string>());
            Assert.EndsWith("Z", owner["processStart"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.NotNull(owner["bootId"]);
            Assert.NotNull(owner["command"]);
        }

        Assert.False(File.Exists(FileLock.OwnerPath(LockPath)));
    }

    [Fact]
    public void Waiting_tells_who_holds_it_and_ends_with_an_error_that_says_so_too()
    {
        var observer = new ListeningObserver();
        using FileLock? held = FileLock.TryAcquire(Disk, LockPath);
        AuditWorkspaceException busy = Assert.Throws<AuditWorkspaceException>(
            () => FileLock.Acquire(Disk, LockPath, TimeSpan.FromSeconds(1.2), observer, TestContext.Current.CancellationToken));
        Assert.Equal("LockBusy", busy.Descriptor.Name);
        Assert.Contains($"process {Environment.ProcessId}", busy.Message, StringComparison.Ordinal);
        Assert.Equal(Environment.ProcessId, busy.Detail["pid"]);
        Assert.Contains($"process {Environment.ProcessId}", Assert.Single(observer.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Waiting_can_be_cancelled()
    {
        using FileLock? held = FileLock.TryAcquire(Disk, LockPath);
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => FileLock.Acquire(Disk, LockPath, TimeSpan.FromMinutes(1), new ListeningObserver(), source.Token));
    }

    [Fact]
    public void A_sidecar_of_a_process_that_is_gone_holds_nobody_up()
    {
        TestProfile.Write(FileLock.OwnerPath(LockPath), """{"pid":1,"processStart":"","host":"elsewhere","bootId":"","command":"x"}""");
        using FileLock? held = FileLock.TryAcquire(Disk, LockPath);
        Assert.NotNull(held);
        Assert.Equal(Environment.ProcessId, LockOwner.TryRead(FileLock.OwnerPath(LockPath))!.ProcessId);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"pid":"one"}""")]
    [InlineData("""{"pid":1}""")]
    [InlineData("""{"pid":99999999999,"processStart":"","host":"","bootId":"","command":""}""")]
    [InlineData("""{"pid":1,"pid":1,"processStart":"","host":"","bootId":"","command":""}""")]
    public void A_torn_sidecar_is_nobody(string note)
    {
        TestProfile.Write(FileLock.OwnerPath(LockPath), note);
        Assert.Null(LockOwner.TryRead(FileLock.OwnerPath(LockPath)));
    }

    [Fact]
    public void The_lock_of_a_killed_process_is_free_at_once()
    {
        using Process other = Harness.Start(["hold", LockPath]);
        Assert.Equal("held", other.StandardOutput.ReadLine());
        Assert.Null(FileLock.TryAcquire(Disk, LockPath));
        Assert.Equal(other.Id, LockOwner.TryRead(FileLock.OwnerPath(LockPath))!.ProcessId);
        other.Kill();
        other.WaitForExit();
        using FileLock? held = FileLock.TryAcquire(Disk, LockPath);
        Assert.NotNull(held);
    }

    [Fact]
    public void Where_the_lock_cannot_be_made_the_error_says_so()
    {
        File.WriteAllText(Path.Join(folder, "below"), "a file where the folder should be");
        AuditWorkspaceException failure = Assert.Throws<AuditWorkspaceException>(() => FileLock.TryAcquire(Disk, LockPath));
        Assert.Equal("WriteFailed", failure.Descriptor.Name);
    }

    [Fact]
    public void Whoever_looks_at_a_lock_does_not_hold_it_for_another_who_looks()
    {
        FileLock.TryAcquire(Disk, LockPath)!.Dispose();
        using SafeFileHandle? look = RegularFile.TryOpen(LockPath);
        Assert.True(Posix.TryLock(look!, exclusive: false, LockPath));

        Assert.False(FileLock.IsHeld(LockPath));
    }

    [Fact]
    public void A_lock_that_is_let_go_twice_does_not_touch_the_next_holder()
    {
        FileLock first = FileLock.TryAcquire(Disk, LockPath)!;
        first.Dispose();
        using FileLock? second = FileLock.TryAcquire(Disk, LockPath);
        first.Dispose();
        Assert.True(File.Exists(FileLock.OwnerPath(LockPath)));
        Assert.True(FileLock.IsHeld(LockPath));
    }

    [Fact]
    public void A_lock_whose_holder_cannot_name_itself_is_not_kept()
    {
        const int FolderFileNote = 3;
        var disk = new FaultyDisk(Disk, FolderFileNote, FaultKind.Before, () => throw new IOException("No space left on device"));

        AuditWorkspaceException failure = Assert.Throws<AuditWorkspaceException>(() => FileLock.TryAcquire(disk, LockPath));

        Assert.Equal("WriteFailed", failure.Descriptor.Name);
        Assert.Equal(LockPath, failure.Target);
        Assert.False(FileLock.IsHeld(LockPath));
    }

    [Fact]
    public void A_note_that_cannot_be_taken_back_leaves_the_lock_free()
    {
        const int FolderFileNoteDelete = 4;
        var disk = new FaultyDisk(Disk, FolderFileNoteDelete, FaultKind.Before, () => throw new UnauthorizedAccessException("no"));

        FileLock.TryAcquire(disk, LockPath)!.Dispose();

        Assert.True(disk.HasFailed);
        Assert.False(FileLock.IsHeld(LockPath));
    }

    [Fact]
    public void A_holder_that_has_not_named_itself_is_told_as_such()
    {
        using FileLock? held = FileLock.TryAcquire(Disk, LockPath);
        File.Delete(FileLock.OwnerPath(LockPath));

        AuditWorkspaceException busy = Assert.Throws<AuditWorkspaceException>(
            () => FileLock.Acquire(Disk, LockPath, TimeSpan.Zero, new ListeningObserver(), TestContext.Current.CancellationToken));

        Assert.Contains("was held for 0 s by a process that has not named itself", busy.Message, StringComparison.Ordinal);
        Assert.Equal(LockPath, busy.Target);
        Assert.Empty(busy.Detail);
    }

    [Fact]
    public void Whoever_does_not_wait_for_long_is_told_nothing()
    {
        var observer = new ListeningObserver();
        using FileLock? held = FileLock.TryAcquire(Disk, LockPath);
        Assert.Throws<AuditWorkspaceException>(
            () => FileLock.Acquire(Disk, LockPath, TimeSpan.FromMilliseconds(20), observer, TestContext.Current.CancellationToken));
        Assert.Empty(observer.Warnings);
    }

    [Fact]
    public void A_folder_in_the_place_of_the_lock_is_held_by_nobody()
    {
        Directory.CreateDirectory(LockPath);
        Assert.False(FileLock.IsHeld(LockPath));
    }

    [Fact]
    public void The_note_is_read_back_as_it_was_written()
    {
        TestProfile.Write(FileLock.OwnerPath(LockPath), System.Text.Encoding.UTF8.GetString(LockOwner.Current.ToJson()));

        Assert.Equal(LockOwner.Current, LockOwner.TryRead(FileLock.OwnerPath(LockPath)));
        Assert.Equal(Path.GetFileName(Environment.ProcessPath), LockOwner.Current.Command);
        Assert.Equal(OperatingSystem.IsLinux(), LockOwner.Current.BootId == BootIdOfLinux());
    }

    private static string? BootIdOfLinux() =>
        OperatingSystem.IsLinux() ? File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim() : null;

    private static int DescriptorOf(string path) => int.Parse(
        Path.GetFileName(Directory.GetFiles("/proc/self/fd").First(link => File.ResolveLinkTarget(link, returnFinalTarget: false)?.FullName == path)),
        CultureInfo.InvariantCulture);

    [DllImport("libc", EntryPoint = "dup")]
    private static extern int Copy(int descriptor);
}
