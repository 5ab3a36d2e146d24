using AuditGraph.Core.Reports;

namespace AuditGraph.Core.Tests.Reports;

public sealed class FileTableTests
{
    private static readonly AuditFile[] Files =
    [
        new("a/b", AuditFileType.Executable, 9, new string('a', 64))
        {
            Mode = "0755",
            Owner = "root",
            Group = "1000",
            Modified = new DateTimeOffset(1969, 12, 31, 23, 59, 59, 250, TimeSpan.Zero),
        },
        new("c", AuditFileType.Link, 1, new string('b', 64)) { Target = "a" },
        new("d", AuditFileType.File, long.MaxValue, new string('c', 64)) { HardLinkOf = "a/b" },
    ];

    [Fact]
    public void Files_come_back_as_they_were()
    {
        ReportTable table = FileTable.Create(Files, modes: true, owners: true, times: true, "None.");
        Assert.Equal(Files, FileTable.Read(new ReportDocument("", [table], "")));
    }

    [Fact]
    public void What_the_table_does_not_tell_nobody_knows()
    {
        ReportTable table = FileTable.Create(Files, modes: false, owners: false, times: false, "None.");
        Assert.Equal(
            Files.Select(file => file with { Mode = null, Owner = null, Group = null, Modified = null }),
            FileTable.Read(new ReportDocument("", [table], "")));
    }

    [Theory]
    [InlineData("type", "pipe")]
    [InlineData("type", null)]
    [InlineData("modified", "yesterday")]
    [InlineData("bytes", null)]
    public void What_is_no_file_is_refused(string column, string? cell)
    {
        ReportTable table = FileTable.Create(Files[..1], modes: true, owners: true, times: true, "None.");
        object?[] cells = [.. table.Rows[0].Cells];
        cells[table.Columns.ToList().FindIndex(one => one.Key == column)] = cell;
        ReportTable wrong = table with { Rows = [new ReportRow(cells.ToValueList())] };

        Assert.Throws<FormatException>(() => FileTable.Read(new ReportDocument("", [wrong], "")));
    }
}
