namespace AuditGraph.Core.Reports;

/// <summary>What the cells of a column hold. A cell is null where there is no value.</summary>
internal enum ReportCellKind
{
    /// <summary>Words: a <see cref="string"/>.</summary>
    Text,

    /// <summary>A path relative to the workspace's root: a <see cref="string"/> without control characters.</summary>
    Path,

    /// <summary>A hash: a <see cref="string"/> of hexadecimal digits.</summary>
    Hash,

    /// <summary>A count or a number of bytes: a <see cref="long"/>.</summary>
    Number,
}
