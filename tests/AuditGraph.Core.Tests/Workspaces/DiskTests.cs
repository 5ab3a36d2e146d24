using System.Text;
using AuditGraph.Core.Native;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Workspaces;

public sealed class DiskTests : IDisposable
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder folder = new();

    private readonly Disk disk = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_folder_is_made_with_those_above_it_and_once()
    {
        disk.CreateFolder(folder["a/b/c"], Private | UnixFileMode.UserExecute);
        disk.CreateFolder(folder["a/b/c"]);

        Assert.True(PlainFolder.Exists(folder["a/b/c"]));
        Assert.Equal(Private | UnixFileMode.UserExecute, RegularFile.PermissionsOf(folder["a/b/c"]));
    }

    [Fact]
    public void No_folder_is_made_where_something_else_is()
    {
        folder.Write("file", "");
        Directory.CreateDirectory(folder["target"]);
        File.CreateSymbolicLink(folder["link"], folder["target"]);

        Assert.Throws<IOException>(() => disk.CreateFolder(folder["file"]));
        Assert.Throws<LinkRefusedException>(() => disk.CreateFolder(folder["link"]));
        Assert.Throws<LinkRefusedException>(() => disk.CreateFolder(folder["link/below"]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["target"]));
    }

    [Fact]
    public void A_new_file_never_takes_the_place_of_another()
    {
        disk.WriteNew(folder["file"], "first"u8, Private);

        Assert.Throws<IOException>(() => disk.WriteNew(folder["file"], "second"u8));
        Assert.Equal("first", File.ReadAllText(folder["file"]));
        Assert.Equal(Private, RegularFile.PermissionsOf(folder["file"]));
    }

    [Fact]
    public void A_note_takes_the_place_of_a_longer_one()
    {
        disk.WriteNote(folder["note"], "something longer"u8);
        disk.WriteNote(folder["note"], "short"u8);

        Assert.Equal("short", File.ReadAllText(folder["note"]));
    }

    [Fact]
    public void A_note_leaves_what_stood_in_its_place_as_it_was_elsewhere()
    {
        folder.Write("precious", "mine");
        File.CreateSymbolicLink(folder["note"], folder["precious"]);
        disk.WriteNote(folder["note"], "new"u8);
        Assert.Equal("mine", File.ReadAllText(folder["precious"]));

        disk.Rename(folder["note"], folder["other"]);
        Assert.Equal("new", File.ReadAllText(folder["other"]));
        File.CreateSymbolicLink(folder["dangling"], folder["nowhere"]);
        disk.WriteNote(folder["dangling"], "new"u8);
        Assert.False(Path.Exists(folder["nowhere"]));
    }

    [Fact]
    public void A_note_that_cannot_be_made_is_an_error_at_once() =>
        Assert.Throws<FileNotFoundException>(() => disk.WriteNote(folder["missing/note"], "new"u8));

    [Fact]
    public void What_is_overwritten_stays_the_same_file_and_keeps_nothing_of_its_old_content()
    {
        folder.Write("file", "something old and longer");
        File.SetUnixFileMode(folder["file"], Private);
        using FileStream open = File.OpenRead(folder["file"]);

        disk.Overwrite(folder["file"], "new"u8);

        Assert.Equal("new", new StreamReader(open).ReadToEnd());
        Assert.Equal(Private, RegularFile.PermissionsOf(folder["file"]));
    }

    [Fact]
    public void Only_what_is_there_and_no_link_is_overwritten()
    {
        folder.Write("precious", "mine");
        File.CreateSymbolicLink(folder["link"], folder["precious"]);

        Assert.Throws<FileNotFoundException>(() => disk.Overwrite(folder["missing"], "new"u8));
        Assert.Throws<InvalidDataException>(() => disk.Overwrite(folder["link"], "new"u8));
        Assert.Equal("mine", File.ReadAllText(folder["precious"]));
        Assert.False(Path.Exists(folder["missing"]));
    }

    [Fact]
    public void Renaming_replaces_what_is_in_the_place()
    {
        folder.Write("a/from", "new");
        folder.Write("b/to", "old");

        disk.Rename(folder["a/from"], folder["b/to"]);

        Assert.Equal([$"b/to = {Convert.ToHexString("new"u8)}"], folder.Listing());
    }

    [Fact]
    public void Renaming_that_fails_is_an_error_that_names_the_place()
    {
        Assert.Contains(folder["to"], Assert.ThrowsAny<IOException>(() => disk.Rename(folder["missing"], folder["to"])).Message, StringComparison.Ordinal);
        folder.Write("from", "new");
        Assert.ThrowsAny<IOException>(() => disk.Rename(folder["from"], folder["missing/to"]));
    }

    [Fact]
    public void Only_folders_are_flushed()
    {
        folder.Write("file", "");
        disk.FlushFolder(folder.Root);

        Assert.ThrowsAny<IOException>(() => disk.FlushFolder(folder["file"]));
        Assert.ThrowsAny<IOException>(() => disk.FlushFolder(folder["missing"]));
    }

    [Fact]
    public void Deleting_takes_what_is_named_and_nothing_that_it_leads_to()
    {
        folder.Write("precious/file", "mine");
        File.CreateSymbolicLink(folder["link"], folder["precious"]);
        Directory.CreateDirectory(folder["empty"]);

        disk.DeleteFile(folder["link"]);
        disk.DeleteFolder(folder["empty"]);

        Assert.Equal(["precious"], Directory.EnumerateFileSystemEntries(folder.Root).Select(Path.GetFileName));
        Assert.Equal("mine", File.ReadAllText(folder["precious/file"]));
    }

    [Fact]
    public void Deleting_what_is_not_there_is_no_error()
    {
        folder.Write("file", "");
        disk.DeleteFile(folder["missing"]);
        disk.DeleteFile(folder["missing/below"]);
        disk.DeleteFile(folder["file/below"]);
        disk.DeleteFolder(folder["missing"]);
        Assert.True(File.Exists(folder["file"]));
    }

    [Fact]
    public void What_cannot_be_deleted_is_an_error()
    {
        folder.Write("full/file", "mine");
        File.CreateSymbolicLink(folder["link"], folder["full"]);

        Assert.ThrowsAny<IOException>(() => disk.DeleteFile(folder["full"]));
        Assert.ThrowsAny<IOException>(() => disk.DeleteFolder(folder["full"]));
        Assert.Throws<LinkRefusedException>(() => disk.DeleteFile(folder["link/file"]));
        Assert.Equal("mine", File.ReadAllText(folder["full/file"], Encoding.UTF8));
    }
}
