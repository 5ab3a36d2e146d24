namespace AuditGraph.Core.Configuration.Diagnostics;

/// <summary>A run of characters in a <see cref="SourceText"/>, as zero-based offsets in UTF-16 code units.</summary>
/// <param name="Start">The first character.</param>
/// <param name="End">The first character after it; the same as the start where the run is empty.</param>
internal readonly record struct SourceSpan(int Start, int End)
{
    /// <summary>The number of characters.</summary>
    public int Length => End - Start;
}
