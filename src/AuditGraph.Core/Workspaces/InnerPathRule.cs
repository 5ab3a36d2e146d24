namespace AuditGraph.Core.Workspaces;

/// <summary>What the path of a file or folder of the workspace may be that a job names.</summary>
internal static class InnerPathRule
{
    /// <summary>The rule as a regular expression of JSON Schema.</summary>
    public const string Pattern =
        @"^(?!~)(?!\.{1,2}(/|$))[^/\\\u0000-\u001f\u007f-\u009f]+"
        + @"(/(?!\.{1,2}(/|$))[^/\\\u0000-\u001f\u007f-\u009f]+)*$";

    /// <summary>The rule in words.</summary>
    public const string Expected = "a path relative to the workspace's root, such as dist/SHA256SUMS";

    /// <summary>
    /// Whether a text is such a path: names with <c>/</c> between them, none of which is <c>.</c> or <c>..</c>.
    /// </summary>
    public static bool IsValid(string path)
    {
        if (path.StartsWith('~') || path.Contains('\\') || path.Any(char.IsControl))
        {
            return false;
        }

        foreach (Range part in path.AsSpan().Split('/'))
        {
            if (path.AsSpan(part) is "" or "." or "..")
            {
                return false;
            }
        }

        return true;
    }
}
