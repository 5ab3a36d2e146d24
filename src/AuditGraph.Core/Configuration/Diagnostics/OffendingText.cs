using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Configuration.Diagnostics;

/// <summary>Text of the file as messages show it: on one line, harmless to a terminal, and not too long.</summary>
internal static class OffendingText
{
    private const int LongestShown = 80;

    /// <summary>The text in single quotes.</summary>
    public static string Quote(string text) => $"'{Show(text)}'";

    /// <summary>The text without quotes.</summary>
    public static string Show(string text) =>
        text.Length > LongestShown ? DisplayText.Escape(text[..LongestShown]) + "…" : DisplayText.Escape(text);
}
