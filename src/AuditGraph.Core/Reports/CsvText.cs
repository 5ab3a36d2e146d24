namespace AuditGraph.Core.Reports;

/// <summary>
/// Cells that no spreadsheet takes for a formula: a file may be called <c>=cmd|…</c> by whoever hopes that the report will
/// be opened in one.
/// </summary>
internal static class CsvText
{
    private const string Here = "./";

    private const string Semicolon = "\\x3b";

    // Those that know full-width signs take them for the same.
    private const string Signs = "=+-@\t\r\n＝＋－＠";

    /// <summary>
    /// A path as it is seen from the current folder, where it would be a formula. Where lists are separated by semicolons,
    /// as in most of Europe, what follows one would be a cell of its own, so it is written as its escape.
    /// </summary>
    public static string OfPath(string path) =>
        (BeginsFormula(path) ? Here + path : path).Replace(";", Semicolon, StringComparison.Ordinal);

    /// <summary>Other text, with the mark that spreadsheets know for text before what they would take for a formula.</summary>
    public static string OfText(string text) =>
        string.Join(';', text.Split(';').Select(part => BeginsFormula(part) ? "'" + part : part));

    private static bool BeginsFormula(string text)
    {
        ReadOnlySpan<char> rest = text.AsSpan().TrimStart(" \"");
        return !rest.IsEmpty && Signs.Contains(rest[0]);
    }
}
