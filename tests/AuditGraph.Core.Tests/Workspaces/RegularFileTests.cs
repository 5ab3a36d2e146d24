using System.Net.Sockets;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Native;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Workspaces;

public sealed class RegularFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("auditgraph-").FullName;

    private string FilePath => Path.Join(folder, "file");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_file_is_read_whole()
    {
        File.WriteAllText(FilePath, "content");
        Assert.Equal("content"u8, RegularFile.TryRead(FilePath, 7)!);
    }

    [Fact]
    public void No_file_is_null()
    {
        Assert.Null(RegularFile.TryRead(FilePath, 7));
        Assert.Null(RegularFile.TryRead(Path.Join(FilePath, "below"), 7));
    }

    [Fact]
    public void A_file_past_the_limit_is_not_read()
    {
        File.WriteAllText(FilePath, "content");
        Assert.Throws<InvalidDataException>(() => RegularFile.TryRead(FilePath, 6));
    }

    [Fact]
    public void Of_a_file_past_the_limit_one_byte_more_shows_that_it_is_longer()
    {
        File.WriteAllText(FilePath, "content");
        Assert.Equal("conten"u8, RegularFile.TryReadStart(FilePath, 5)!);
        Assert.Equal("content"u8, RegularFile.TryReadStart(FilePath, 7)!);
        Assert.Equal("content"u8, RegularFile.TryReadStart(FilePath, 100)!);
    }

    [Fact]
    public void An_empty_file_is_empty()
    {
        File.WriteAllText(FilePath, "");
        Assert.Empty(RegularFile.TryRead(FilePath, 7)!);
    }

    [Fact]
    public void A_folder_is_no_regular_file_for_reading_or_writing()
    {
        AssertRefused(folder, "is a folder");
        Assert.Contains("is a folder", Assert.Throws<InvalidDataException>(() => RegularFile.TryOpen(folder, forWriting: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_is_no_regular_file() => AssertRefused("/dev/zero", "is a device");

    [Fact]
    public void A_file_that_says_it_is_empty_and_is_not_is_a_device()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has files that do.");
        AssertRefused("/proc/version", "is a device");
    }

    [Fact]
    public void A_socket_is_no_regular_file()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(FilePath));
        AssertRefused(FilePath, "is a socket");
    }

    [Fact]
    public void A_link_is_refused_whether_it_is_the_file_or_on_the_way()
    {
        File.WriteAllText(FilePath, "content");
        string link = Path.Join(folder, "link");
        File.CreateSymbolicLink(link, FilePath);
        string way = Path.Join(folder, "way");
        File.CreateSymbolicLink(way, folder);

        AssertRefused(link, "link");
        Assert.Equal(way, Assert.Throws<LinkRefusedException>(() => RegularFile.TryRead(Path.Join(way, "file"), 7)).Link);
        Assert.Throws<LinkRefusedException>(() => RegularFile.KindOf(Path.Join(way, "file")));
        Assert.Equal(FileType.Link, RegularFile.KindOf(link));
        Assert.False(RegularFile.Exists(link));
    }

    [Fact]
    public void Only_a_regular_file_is_there()
    {
        File.WriteAllText(FilePath, "content");
        Assert.True(RegularFile.Exists(FilePath));
        Assert.False(RegularFile.Exists(folder));
        Assert.False(RegularFile.Exists(Path.Join(folder, "missing")));
        Assert.False(RegularFile.Exists(Path.Join(FilePath, "below")));
        Assert.Equal(FileType.Unknown, RegularFile.KindOf(Path.Join(folder, "missing")));
    }

    [Fact]
    public void A_file_is_opened_for_writing_only_where_that_is_asked_for()
    {
        File.WriteAllText(FilePath, "content");
        using (var file = RegularFile.TryOpen(FilePath, forWriting: true))
        {
            RandomAccess.Write(file!, "C"u8, 0);
        }

        using (var file = RegularFile.TryOpen(FilePath))
        {
            Assert.Throws<UnauthorizedAccessException>(() => RandomAccess.Write(file!, "x"u8, 0));
        }

        Assert.Equal("Content", File.ReadAllText(FilePath));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(300_000)]
    public void The_hash_is_that_of_the_whole_file(int length)
    {
        byte[] content = [.. Enumerable.Range(0, length).Select(index => (byte)(index % 251))];
        File.WriteAllBytes(FilePath, content);
        Assert.Equal(ContentHash.Of(content), RegularFile.TryHash(FilePath, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void There_is_no_hash_of_no_file_or_of_one_that_nobody_could_have_made_in_memory()
    {
        Assert.Null(RegularFile.TryHash(FilePath, TestContext.Current.CancellationToken));
        using (FileStream hole = File.Create(FilePath))
        {
            hole.SetLength((long)Array.MaxLength + 1);
        }

        InvalidDataException refused = Assert.Throws<InvalidDataException>(
            () => RegularFile.TryHash(FilePath, TestContext.Current.CancellationToken));
        Assert.Contains("longer than anything", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hashing_can_be_cancelled()
    {
        File.WriteAllText(FilePath, "content");
        Assert.Throws<OperationCanceledException>(() => RegularFile.TryHash(FilePath, new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_named_pipe_is_not_waited_for()
    {
        Tool.Require("mkfifo");
        Assert.Equal(0, Tool.Run(folder, "mkfifo", FilePath).ExitCode);
        AssertRefused(FilePath, "is a named pipe");
    }

    private static void AssertRefused(string path, string fault) =>
        Assert.Contains(fault, Assert.Throws<InvalidDataException>(() => RegularFile.TryRead(path, 7)).Message, StringComparison.Ordinal);
}
