using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace AuditGraph.Core.Tests.Reports.Findings;

/// <summary>
/// The paths of the findings that a form of a report lists, as a reader of its kind gets them that forgives nothing.
/// </summary>
internal static partial class PathsInForm
{
    /// <summary>The paths, in the order of the form.</summary>
    public static IReadOnlyList<string> Read(string format, byte[] written) => format switch
    {
        "md" => OfMarkdown(TextOf(written)),
        "json" => [.. OfJson(written, "findings", "path")],
        "csv" => OfCsv(TextOf(written)),
        "html" => OfHtml(TextOf(written)),
        "sarif" => [.. OfJson(written, "runs", "results", "locations", "physicalLocation", "artifactLocation", "uri")],
        "junit" => OfJUnit(written),
        "oscal" => [.. OfJson(written, "assessment-results", "back-matter", "resources", "rlinks", "href")],
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, "No reader is known of this form."),
    };

    private static string TextOf(byte[] written) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(written);

    // A row of a table is a line, and a pipe in a cell has a backslash before it, whatever is before that (GitHub Flavored Markdown,
    // tables, as cmark-gfm reads them).
    private static List<string> OfMarkdown(string text)
    {
        string[][] rows = [.. text.Split('\n')
            .SkipWhile(line => line != "## Findings").Skip(2).TakeWhile(line => line.Length > 0)
            .Select(line => Pipe().Split(line))];
        Assert.Single(rows.Select(row => row.Length).Distinct());
        int path = Array.IndexOf(rows[0], " Path ");
        return [.. rows.Skip(2).Select(row => row[path].Trim(' '))];
    }

    private static List<string> OfCsv(string text)
    {
        IReadOnlyList<IReadOnlyList<string>> rows = CsvRows.Read(text);
        int path = rows[0].ToList().IndexOf("Path");
        int fingerprint = rows[0].ToList().IndexOf("Fingerprint");
        return [.. rows.Skip(1).Where(row => row[fingerprint].Length > 0).Select(row => row[path])];
    }

    private static List<string> OfJUnit(byte[] written)
    {
        using var stream = new MemoryStream(written);
        using var xml = XmlReader.Create(stream, new XmlReaderSettings { CheckCharacters = true });
        return [.. XDocument.Load(xml).Descendants("failure").Select(one => one.Parent!.Attribute("name")!.Value)];
    }

    // What comes from outside is all in the element main, which is XML but for attributes without values.
    private static List<string> OfHtml(string text)
    {
        int start = text.IndexOf("<main>", StringComparison.Ordinal);
        int end = text.IndexOf("</main>", StringComparison.Ordinal) + "</main>".Length;
        Assert.DoesNotContain("<script", text[start..end], StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("\n<script>\"use strict\"", text[end..], StringComparison.Ordinal);
        var main = XElement.Parse(text[start..end].Replace("<table data-sorts>", "<table>", StringComparison.Ordinal), LoadOptions.PreserveWhitespace);
        Assert.Empty(main.DescendantsAndSelf().Select(element => element.Name.LocalName).Except(
            ["main", "h1", "h2", "h3", "p", "b", "section", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "bdi", "code", "dl", "dt", "dd", "ul", "li"]));
        return [.. main.Descendants("section").First(section => (string?)section.Element("h2") == "Findings")
            .Descendants("td").Where(cell => (string?)cell.Attribute("class") == "path").Select(cell => cell.Value)];
    }

    private static IEnumerable<string> OfJson(byte[] written, params string[] way)
    {
        using var document = JsonDocument.Parse(written);
        return [.. At(document.RootElement, way).Select(element => element.GetString()!)];
    }

    private static IEnumerable<JsonElement> At(JsonElement element, ReadOnlyMemory<string> way) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(item => At(item, way)),
        JsonValueKind.Object => element.TryGetProperty(way.Span[0], out JsonElement member) ? At(member, way[1..]) : [],
        _ => [element],
    };

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.CultureInvariant)]
    private static partial Regex Pipe();
}
