using AuditGraph.Core.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Reports;

public sealed class PackedRowsTests
{
    private static Gen<object?> Cells => Gen.Elements<object?>(
        null, true, false, 0L, 1L, -1L, 127L, 128L, long.MaxValue, long.MinValue, "", "a", "\ud800", "é…", new string('0', 64));

    [Fact]
    public void Every_row_comes_back_as_it_was() =>
        Prop.ForAll(Cells.ArrayOf().ArrayOf().ToArbitrary(), cells =>
        {
            ReportRow[] expected = [.. cells.Select(row => new ReportRow(row.ToValueList()))];
            var rows = new PackedRows();
            foreach (ReportRow row in expected)
            {
                rows.Add(row);
            }

            return rows.Count == expected.Length && rows.SequenceEqual(expected)
                && expected.Select((row, index) => rows[index].Equals(row)).All(same => same);
        }).Holds();

    [Fact]
    public void What_is_no_cell_is_refused() => Assert.Throws<ArgumentException>(() => new PackedRows().Add(new ReportRow(1.5)));
}
