using System.Text;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports;
using FsCheck;
using FsCheck.Fluent;

namespace AuditGraph.Core.Tests.Reports;

public sealed class ChangeTableTests
{
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    // The characters that mean something in one of the forms.
    private static readonly char[] Letters = ['a', 'b', '/', '|', '\\', '`', ' ', '"', ',', '=', '-', '@', '+', ';', '#', '<', 'é', '\'', '{', '.'];

    [Theory]
    [InlineData("md")]
    [InlineData("json")]
    [InlineData("csv")]
    public void What_a_report_lists_is_read_back(string format)
    {
        AuditChange[] changes =
        [
            new(AuditChangeKind.Added, "a|b`c, \"d\".md", null, 17, Hash),
            new(AuditChangeKind.Modified, "=cmd()", null, 0, Hash),
            new(AuditChangeKind.Renamed, " lead and trail ", "``", 1, Hash),
            new(AuditChangeKind.Removed, "back\\slash\\", null, null, null),
        ];

        Assert.Equal(changes, ChangeTable.Read(Write(format, changes)));
    }

    [Theory]
    [InlineData("md")]
    [InlineData("json")]
    [InlineData("csv")]
    public void Nothing_is_read_of_a_report_without_changes(string format) =>
        Assert.Empty(ChangeTable.Read(Write(format, [])));

    [Theory]
    [InlineData("md")]
    [InlineData("json")]
    [InlineData("csv")]
    public void Any_path_is_read_back(string format)
    {
        Arbitrary<string> paths = Gen.Elements(Letters).NonEmptyListOf().Select(letters => string.Concat(letters))
            .Where(path => !path.StartsWith("./", StringComparison.Ordinal)).ToArbitrary();

        Prop.ForAll(paths, path =>
        {
            AuditChange[] changes = [new(AuditChangeKind.Renamed, path, path + "x", 5, Hash)];
            Assert.Equal(changes, ChangeTable.Read(Write(format, changes)));
        }).Holds();
    }

    [Theory]
    [InlineData("")]
    [InlineData("some text")]
    [InlineData("{\"changes\": 1}")]
    [InlineData("{\"summary\": {}}")]
    [InlineData("# Other\n\n## Changes\n\n| Kind |\n| --- |\n| eaten | `a` |\n")]
    [InlineData("Kind,Path,PreviousPath,Bytes,Sha256\r\nadded,a\r\n")]
    public void What_is_no_report_is_refused(string text) =>
        Assert.Throws<FormatException>(() => ChangeTable.Read(Encoding.UTF8.GetBytes(text)));

    private static byte[] Write(string format, IEnumerable<AuditChange> changes)
    {
        var report = new ReportDocument(
            "Changes since 24h",
            [
                new ReportTable(
                    "changes", "Changes",
                    [
                        new("kind", "Kind", ReportCellKind.Text),
                        new("path", "Path", ReportCellKind.Path),
                        new("previousPath", "Previous path", ReportCellKind.Path),
                        new("bytes", "Bytes", ReportCellKind.Number),
                        new("sha256", "SHA-256", ReportCellKind.Hash),
                    ],
                    [.. changes.Select(change => new ReportRow(change.Kind.ToString().ToLowerInvariant(), change.Path, change.PreviousPath, change.Bytes, change.Sha256))],
                    "Nothing changed."),
                new ReportSection("coverage", "Coverage", [new ReportTable("gaps", "Not seen", [new("path", "Path", ReportCellKind.Path)], [new ReportRow("x")], "Everything.")]),
            ],
            "changes");
        return ReportFormats.WriterFor(format).Write(report, new SecretRedactor(enabled: false));
    }
}
