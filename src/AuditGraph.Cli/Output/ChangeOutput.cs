using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports;

namespace AuditGraph.Cli.Output;

/// <summary>Shows changes as <c>git status --short</c> does: a letter and a path each, as many as a screen takes.</summary>
internal static class ChangeOutput
{
    private const string Reset = "\u001b[0m";

    /// <summary>Shows changes.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="changes">The changes, or null where the report lists none of that kind.</param>
    /// <param name="report">Where all of them are.</param>
    public static void Write(Terminal terminal, ChangeHead? changes, string report)
    {
        if (changes is null)
        {
            return;
        }

        foreach (ChangeLine change in changes.First)
        {
            string path = change.PreviousPath is { } previous ? $"{previous} -> {change.Path}" : change.Path;
            terminal.Output.WriteLine($"  {Paint(terminal, change.Kind)} {DisplayText.Escape(path)}");
        }

        if (changes.Total > changes.First.Count)
        {
            terminal.Output.WriteLine($"  … and {CountText.Of(changes.Total - changes.First.Count, "more", "more")}: see {report}");
        }
    }

    private static string Paint(Terminal terminal, string kind)
    {
        (string letter, string colour) = kind switch
        {
            "added" => ("A", "\u001b[32m"),
            "modified" => ("M", "\u001b[33m"),
            "removed" => ("D", "\u001b[31m"),
            "renamed" => ("R", "\u001b[36m"),
            _ => (kind, ""),
        };
        return terminal.Colour && colour.Length > 0 ? $"{colour}{letter}{Reset}" : letter;
    }
}
