namespace AuditGraph.Core.Reports;

/// <summary>The words of a report as data.</summary>
internal static class ReportDataNames
{
    public const string Section = "section";
    public const string Facts = "facts";
    public const string Tally = "tally";
    public const string Notes = "notes";
    public const string Table = "table";

    /// <summary>The one member of an object that stands for a whole number beyond 2^53.</summary>
    public const string Integer = "integer";

    private static readonly string[] CellKinds = ["text", "path", "hash", "number"];

    /// <summary>What the cells of a column hold, in a word.</summary>
    public static string Of(ReportCellKind kind) => CellKinds[(int)kind];

    /// <summary>What a word says of the cells of a column.</summary>
    /// <exception cref="FormatException">It is none of the words.</exception>
    public static ReportCellKind CellKindOf(string word) =>
        Array.IndexOf(CellKinds, word) is >= 0 and var kind ? (ReportCellKind)kind : throw new FormatException($"There is no kind of cells '{word}'.");
}
