namespace AuditGraph;

/// <summary>What the cells of a column hold. A cell is null where there is no value.</summary>
public enum ReportCellKind
{
    /// <summary>Words: a <see cref="string"/>.</summary>
    Text,

    /// <summary>A path, a hash or another literal: a <see cref="string"/> without control characters, set as code in the Markdown form.</summary>
    Literal,

    /// <summary>A count or a number of bytes: a <see cref="long"/>.</summary>
    Number,
}
