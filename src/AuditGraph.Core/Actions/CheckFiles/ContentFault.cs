using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>Something that is wrong with a content, whatever file has it.</summary>
/// <param name="Kind">What.</param>
/// <param name="Line">The line, from 1; none where it is the whole content's.</param>
/// <param name="Column">The column in UTF-16 code units, from 1, or none.</param>
/// <param name="EndColumn">The column behind its last character, or none.</param>
internal readonly record struct ContentFault(ContentFaultKind Kind, int? Line = null, int? Column = null, int? EndColumn = null)
{
    /// <summary>
    /// The SHA-256 of the line's text without the white space around it, where the fault is the line's; else zeros.
    /// </summary>
    public ContentHash Text { get; init; }
}

/// <summary>What can be wrong with a content.</summary>
internal enum ContentFaultKind : byte
{
    /// <summary>A line matches what none may.</summary>
    TextForbidden = 1,

    /// <summary>No line matches what one must.</summary>
    TextMissing,

    /// <summary>A line does not end as it must.</summary>
    LineEnds,

    /// <summary>It begins with a byte order mark.</summary>
    ByteOrderMark,

    /// <summary>It holds what is not encoded as it must be.</summary>
    Encoding,

    /// <summary>It is not well-formed.</summary>
    Syntax,
}
