using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AuditGraph.Core.Reports;

/// <summary>Reads the changes back that a report lists, from each of the forms in which reports are written.</summary>
internal static class ChangeTable
{
    private const string Heading = "## Changes";

    /// <summary>The changes, in the order of the report.</summary>
    /// <param name="report">The report's bytes, as a report writer made them.</param>
    /// <exception cref="FormatException">The bytes are no report with changes.</exception>
    public static IReadOnlyList<AuditChange> Read(ReadOnlySpan<byte> report)
    {
        string text = Encoding.UTF8.GetString(report);
        try
        {
            return [.. text switch
            {
                ['{', ..] => ReadJson(text),
                ['#', ' ', ..] => ReadMarkdown(text),
                _ => ReadCsv(text),
            }];
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException or ArgumentException or OverflowException)
        {
            throw new FormatException($"The report lists no changes in a known form: {failure.Message}", failure);
        }
    }

    private static List<AuditChange> ReadJson(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        var changes = new List<AuditChange>();
        foreach (JsonElement row in document.RootElement.GetProperty("changes").EnumerateArray())
        {
            JsonElement bytes = row.GetProperty("bytes");
            changes.Add(new AuditChange(
                KindOf(row.GetProperty("kind").GetString()!),
                row.GetProperty("path").GetString()!,
                row.GetProperty("previousPath").GetString(),
                bytes.ValueKind == JsonValueKind.Null ? null : bytes.GetInt64(),
                row.GetProperty("sha256").GetString()));
        }

        return changes;
    }

    private static IEnumerable<AuditChange> ReadMarkdown(string text)
    {
        const int HeaderLines = 2;
        return text.Split('\n')
            .SkipWhile(line => line != Heading)
            .Skip(1)
            .TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal))
            .Where(line => line.StartsWith('|'))
            .Skip(HeaderLines)
            .Select(line => line[2..^2].Split(" | "))
            .Select(cells => ToChange(cells[0], Decode(cells[1])!, Decode(cells[2]), cells[3], Decode(cells[4])));
    }

    /// <summary>The text of a code span in a cell, or null of an empty cell (see <see cref="MarkdownPage.CellCode"/>).</summary>
    private static string? Decode(string cell)
    {
        if (cell.Length == 0)
        {
            return null;
        }

        int fence = cell.AsSpan().IndexOfAnyExcept('`');
        string text = cell[fence..^fence].Replace("\\|", "|", StringComparison.Ordinal);
        return text is [' ', .., ' '] ? text[1..^1] : text;
    }

    private static IEnumerable<AuditChange> ReadCsv(string text)
    {
        const string Names = "Kind,Path,PreviousPath,Bytes,Sha256";
        IEnumerable<List<string>> rows = SplitCsv(text);
        return string.Join(',', rows.FirstOrDefault() ?? []) == Names
            ? rows.Skip(1).Where(cells => !IsRemark(cells[0])).Select(cells => ToChange(cells[0], PathOf(cells[1])!, PathOf(cells[2]), cells[3], cells[4].Length == 0 ? null : cells[4]))
            : throw new FormatException($"The report's first line is not '{Names}'.");
    }

    private static bool IsRemark(string kind) => !Enum.TryParse(kind, ignoreCase: true, out AuditChangeKind _);

    private static IEnumerable<List<string>> SplitCsv(string text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int index = 0; index < text.Length; index++)
        {
            char unit = text[index];
            if (unit == '"' && quoted && index + 1 < text.Length && text[index + 1] == '"')
            {
                cell.Append(unit);
                index++;
            }
            else if (unit == '"')
            {
                quoted = !quoted;
            }
            else if (quoted || unit is not (',' or '\r' or '\n'))
            {
                cell.Append(unit);
            }
            else if (unit != '\r')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (unit == '\n')
                {
                    yield return cells;
                    cells = [];
                }
            }
        }
    }

    /// <summary>A path as it is: a spreadsheet's formula was written as a path seen from the current folder.</summary>
    private static string? PathOf(string cell) =>
        cell.Length == 0 ? null : cell is ['.', '/', '=' or '+' or '-' or '@', ..] ? cell[2..] : cell;

    private static AuditChange ToChange(string kind, string path, string? previousPath, string bytes, string? sha256) => new(
        KindOf(kind),
        path,
        previousPath,
        bytes.Length == 0 ? null : long.Parse(bytes, CultureInfo.InvariantCulture),
        sha256);

    private static AuditChangeKind KindOf(string kind) => Enum.Parse<AuditChangeKind>(kind, ignoreCase: true);
}
