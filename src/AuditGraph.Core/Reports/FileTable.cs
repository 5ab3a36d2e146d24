using AuditGraph.Core.Canonical;
using AuditGraph.Core.Collections;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Reports;

/// <summary>The table of a report that lists files as they are.</summary>
internal static class FileTable
{
    /// <summary>The table's key.</summary>
    public const string Key = "files";

    private const string Path = "path";
    private const string Type = "type";
    private const string Bytes = "bytes";
    private const string Mode = "mode";
    private const string Owner = "owner";
    private const string Group = "group";
    private const string Modified = "modified";
    private const string Target = "target";
    private const string HardLinkOf = "hardLinkOf";
    private const string Sha256 = "sha256";

    private static readonly ReportColumn[] Columns =
    [
        new(Path, "Path", ReportCellKind.Path),
        new(Type, "Type", ReportCellKind.Text),
        new(Bytes, "Bytes", ReportCellKind.Number),
        new(Mode, "Mode", ReportCellKind.Text),
        new(Owner, "Owner", ReportCellKind.Text),
        new(Group, "Group", ReportCellKind.Text),
        new(Modified, "Modified", ReportCellKind.Text),
        new(Target, "Target", ReportCellKind.Path) { IsDetail = true },
        new(HardLinkOf, "Hard link of", ReportCellKind.Path) { IsDetail = true },
        new(Sha256, "SHA-256", ReportCellKind.Hash) { IsDetail = true },
    ];

    /// <summary>Makes the table.</summary>
    /// <param name="files">The files, in the order of the report.</param>
    /// <param name="modes">Whether their permissions are told.</param>
    /// <param name="owners">Whether it is told whose they are.</param>
    /// <param name="times">Whether it is told when they were modified.</param>
    /// <param name="whenEmpty">What is said where there is no file.</param>
    public static ReportTable Create(
        IReadOnlyList<AuditFile> files, bool modes, bool owners, bool times, string whenEmpty)
    {
        ReportColumn[] columns =
        [
            .. Columns.Where(column => column.Key switch
            {
                Mode => modes,
                Owner or Group => owners,
                Modified => times,
                _ => true,
            }),
        ];
        return new ReportTable(
            Key,
            "Files",
            columns.ToValueList(),
            LazyList.Of(files, file => new ReportRow(columns.Select(column => CellOf(file, column.Key)).ToValueList())),
            whenEmpty);
    }

    /// <summary>A row behind the files that is none.</summary>
    /// <param name="table">The table.</param>
    /// <param name="kind">What it is, in place of a file's type.</param>
    /// <param name="path">Its path.</param>
    public static ReportRow Remark(ReportTable table, string kind, string path) => new(
        table.Columns.Select(column => column.Key switch
        {
            Path => (object?)path,
            Type => kind,
            _ => null,
        }).ToValueList());

    /// <summary>
    /// The files that an inventory or a manifest lists, in its order; null where a report lists none.
    /// </summary>
    /// <exception cref="FormatException">A row is no file.</exception>
    public static IReadOnlyList<AuditFile>? Read(ReportDocument report)
    {
        if (TableColumns.Find(report, Key) is not { } table)
        {
            return null;
        }

        IReadOnlyList<AuditFile> files = LazyList.Of(table.Rows, row => FileOf(table, row));
        if (files.Count > LazyList.Few)
        {
            // Here, where it is expected, and not when they are asked for, a row is found to be none.
            _ = files.Count(file => file is null);
        }

        return files;
    }

    private static object? CellOf(AuditFile file, string column) => column switch
    {
        Path => file.Path,
        Type => file.Type.ToString().ToLowerInvariant(),
        Bytes => file.Bytes,
        Mode => file.Mode,
        Owner => file.Owner,
        Group => file.Group,
        Modified => file.Modified is { } moment ? InstantText.Format(moment) : null,
        Target => file.Target,
        HardLinkOf => file.HardLinkOf,
        _ => file.Sha256,
    };

    private static AuditFile FileOf(TableColumns table, ReportRow row) => new(
        table.Require(row, Path),
        table.Require(row, Type) switch
        {
            "file" => AuditFileType.File,
            "executable" => AuditFileType.Executable,
            "link" => AuditFileType.Link,
            var other => throw new FormatException($"There is no type of files '{DisplayText.Escape(other)}'."),
        },
        table.Number(row, Bytes) ?? throw new FormatException($"The table '{Key}' has a row without '{Bytes}'."),
        table.Text(row, Sha256))
    {
        Target = table.Text(row, Target),
        HardLinkOf = table.Text(row, HardLinkOf),
        Mode = table.Text(row, Mode),
        Owner = table.Text(row, Owner),
        Group = table.Text(row, Group),
        Modified = table.Text(row, Modified) is not { } text ? null
            : InstantText.TryParse(text, out DateTimeOffset moment) ? moment
            : throw new FormatException($"The table '{Key}' has '{DisplayText.Escape(text)}' where a moment belongs."),
    };
}
