using System.Text.RegularExpressions;

namespace AuditGraph.Core.Tests.Reports.Findings;

/// <summary>Reads CSV by the grammar of RFC 4180, section 2, and by nothing else.</summary>
internal static partial class CsvRows
{
    /// <summary>The rows, the header first.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Read(string text)
    {
        List<IReadOnlyList<string>> rows = [];
        List<string> row = [];
        int end = 0;
        for (Match field = Field().Match(text); field.Success && end < text.Length; field = field.NextMatch())
        {
            row.Add(field.Groups["quoted"].Success ? field.Groups["quoted"].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : field.Groups["plain"].Value);
            end = field.Index + field.Length;
            if (field.ValueSpan[^1] == '\n')
            {
                rows.Add(row);
                row = [];
            }
        }

        Assert.Equal((text.Length, 0), (end, row.Count));
        Assert.Single(rows.Select(one => one.Count).Distinct());
        return rows;
    }

    [GeneratedRegex("""\G(?:"(?<quoted>(?:[^"]|"")*)"|(?<plain>[^",\x00-\x1f\x7f]*))(?:,|\r\n)""", RegexOptions.CultureInvariant)]
    private static partial Regex Field();
}
