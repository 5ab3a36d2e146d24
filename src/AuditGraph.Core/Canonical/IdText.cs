namespace AuditGraph.Core.Canonical;

/// <summary>The one way in which the id of a run or of an approval is written: a UUID (RFC 9562) in lower case with hyphens.</summary>
internal static class IdText
{
    /// <summary>Whether a text is an id.</summary>
    public static bool IsId(string text) => Guid.TryParseExact(text, "D", out Guid id) && id.ToString() == text;
}
