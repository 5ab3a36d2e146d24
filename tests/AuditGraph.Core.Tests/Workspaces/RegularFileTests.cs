using AuditGraph.Core.Tests.Ledger;
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
    public void A_folder_is_no_regular_file() =>
        Assert.Throws<InvalidDataException>(() => RegularFile.TryRead(folder, 7));

    [Fact]
    public void A_named_pipe_is_not_waited_for()
    {
        Tool.Require("mkfifo");
        Assert.Equal(0, Tool.Run(folder, "mkfifo", FilePath).ExitCode);
        Assert.Throws<InvalidDataException>(() => RegularFile.TryRead(FilePath, 7));
    }
}
