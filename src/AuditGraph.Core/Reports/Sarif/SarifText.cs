using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Reports.Sarif;

/// <summary>Texts as SARIF 2.1.0 wants them: messages in which nothing is a placeholder or a link.</summary>
internal static class SarifText
{
    /// <summary>
    /// A plain text message. Braces are doubled, since they would be placeholders (section 3.11.5), and no text of ours
    /// is a link (3.11.6).
    /// </summary>
    public static string MessageOf(string text) => DisplayText.Escape(text)
        .Replace("{", "{{", StringComparison.Ordinal)
        .Replace("}", "}}", StringComparison.Ordinal)
        .Replace("](", "]\\(", StringComparison.Ordinal);
}
