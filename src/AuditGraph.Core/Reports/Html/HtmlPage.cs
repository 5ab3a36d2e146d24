using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Reports.Html;

/// <summary>
/// Builds a page that is one file: its style and its small script are in it, and nothing else is ever loaded or run, which
/// its Content Security Policy holds browsers to. No text from outside can act as markup.
/// </summary>
internal sealed class HtmlPage
{
    // The texts stay readable; what could act as markup is encoded all the same.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly string Style = Resource("page.css");

    private static readonly string Script = Resource("sort.js");

    private readonly StringBuilder page = new();

    /// <summary>Begins a page.</summary>
    /// <param name="title">Its title.</param>
    public HtmlPage(string title)
    {
        string policy = $"default-src 'none'; style-src '{SourceHash(Style)}'; script-src '{SourceHash(Script)}'; base-uri 'none'; form-action 'none'";
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"").Append(policy).Append("\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<title>").Append(Encode(title)).Append("</title>\n")
            .Append("<style>").Append(Style).Append("</style>\n</head>\n<body>\n<main>\n");
    }

    /// <summary>
    /// Text with everything that is markup encoded. HTML has no way to say most control characters, not even encoded: they are
    /// shown.
    /// </summary>
    public static string Encode(string text) => Encoder.Encode(DisplayText.Escape(text));

    /// <summary>Adds markup.</summary>
    /// <param name="markup">The markup; texts in it are encoded already.</param>
    public HtmlPage Add(string markup)
    {
        page.Append(markup);
        return this;
    }

    /// <summary>Ends the page.</summary>
    /// <returns>All of it.</returns>
    public string Complete() =>
        page.Append("</main>\n<script>").Append(Script).Append("</script>\n</body>\n</html>\n").ToString();

    // As CSP level 2 has it.
    private static string SourceHash(string source) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(source)))}";

    private static string Resource(string name)
    {
        using Stream stream = typeof(HtmlPage).Assembly.GetManifestResourceStream($"AuditGraph.Core.Reports.Html.{name}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // Checkers of pages hash what is left of it without white space at its ends, browsers all of it.
        return reader.ReadToEnd().Trim();
    }
}
