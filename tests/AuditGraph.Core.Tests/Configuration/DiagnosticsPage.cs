using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>Generates <c>docs/diagnostics.md</c> from the catalogue, the examples, and what the product says of them.</summary>
internal static class DiagnosticsPage
{
    private const int WidestLine = 100;

    public static string Generate()
    {
        AuditErrorDescriptor[] rules = [.. ErrorCatalogue.Fields(typeof(ConfigurationErrors))];
        var page = new StringBuilder(
            """
            # Diagnostics of the configuration

            <!-- Generated from the error catalogue and the examples under tests/AuditGraph.Core.Tests/Configuration/Examples;
                 a test compares it, and writes it anew with AUDITGRAPH_UPDATE=1 dotnet test. -->

            `Test-AuditJobConfig` and `auditgraph jobs test` report every finding of a file in one pass, sorted by place. An
            **error** means that nothing of the file is run, a **warning** that it is likely not what was meant, a **hint** that
            another program may read it differently. Every example below is executed by the tests, and what is shown under
            "says" is what the command prints.

            | code | name | severity | meaning |
            |---|---|---|---|

            """);
        foreach (AuditErrorDescriptor rule in rules)
        {
            page.Append($"| [{rule.Code}](#{Anchor(rule)}) | {rule.Name} | {Severity(rule)} | {rule.Summary} |\n");
        }

        foreach (AuditErrorDescriptor rule in rules)
        {
            AppendSection(page, rule, DiagnosticExample.Read(rule.Code));
        }

        return page.ToString();
    }

    private static void AppendSection(StringBuilder page, AuditErrorDescriptor rule, DiagnosticExample example)
    {
        page.Append($"\n## {rule.Code} {rule.Name}\n\n{rule.Summary} {rule.RecommendedAction}\n");
        if (example.Limit is { } limit)
        {
            page.Append($"\nRead with a limit of {limit} bytes in the place of {ConfigFinder.DefaultSizeLimit}:\n");
        }

        AppendSource(page, "Wrong", example, "wrong", example.Wrong);
        page.Append("\nsays:\n\n```text\n");
        using var writer = new StringWriter();
        new DiagnosticTextWriter(writer, useColour: false).Write(example.Wrong, example.ShownPath);
        string said = writer.ToString().Replace(
            Path.Join(CorpusFiles.Examples, example.Code, "wrong"), "the workspace", StringComparison.Ordinal);
        string[] lines = said.TrimEnd('\n').Split('\n');
        page.Append(string.Join('\n', lines.Take(12))).Append(lines.Length > 12 ? "\n…" : "").Append("\n```\n");
        AppendSource(page, "Right", example, "right", example.Right);
    }

    private static void AppendSource(StringBuilder page, string title, DiagnosticExample example, string kind, ConfigFile file)
    {
        string folder = Path.Join(CorpusFiles.Examples, example.Code, kind);
        if (!Directory.Exists(folder))
        {
            page.Append($"\n{title}:\n\n");
            AppendFile(page, file.Path);
            return;
        }

        string[] files = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        page.Append($"\n{title}: a workspace with ")
            .AppendJoin(", ", files.Select(path => $"`{Path.GetRelativePath(folder, path)}`"))
            .Append(kind == "wrong" ? ".\n" : ":\n");
        if (kind == "right")
        {
            page.Append('\n');
            AppendFile(page, file.Path);
        }
    }

    private static void AppendFile(StringBuilder page, string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        string text = bytes.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])
            ? $"# saved as UTF-16\n{Encoding.Unicode.GetString(bytes.AsSpan(2))}"
            : Encoding.UTF8.GetString(bytes);
        page.Append("```yaml\n");
        foreach (string line in text.TrimEnd('\n').Split('\n'))
        {
            string shown = DisplayText.Escape(line.Length <= WidestLine ? line : line[..WidestLine]);
            page.Append(shown.Replace("\\t", "\t", StringComparison.Ordinal)).Append(line.Length > WidestLine ? " …" : "").Append('\n');
        }

        page.Append("```\n");
    }

    private static string Severity(AuditErrorDescriptor rule) => DiagnosticWords.InText(ConfigurationErrors.SeverityOf(rule));

    private static string Anchor(AuditErrorDescriptor rule) => $"{rule.Code} {rule.Name}".ToLowerInvariant().Replace(' ', '-');
}
