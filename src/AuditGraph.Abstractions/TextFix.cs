namespace AuditGraph;

/// <summary>A replacement of a run of characters in a file.</summary>
/// <param name="Offset">The zero-based offset of the first character to replace, in UTF-16 code units of the decoded text after any byte order mark.</param>
/// <param name="Length">How many characters to replace; 0 inserts.</param>
/// <param name="Replacement">The text that takes their place.</param>
public sealed record TextFix(int Offset, int Length, string Replacement);
