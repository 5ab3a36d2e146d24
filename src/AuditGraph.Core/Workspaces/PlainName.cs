using System.Buffers;

namespace AuditGraph.Core.Workspaces;

/// <summary>Names that are safe as one component of a path on every system: jobs and profiles have such names.</summary>
internal static class PlainName
{
    /// <summary>The most characters a name has.</summary>
    public const int LongestLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    /// <summary>Whether a text is 1 to 64 ASCII letters, digits, <c>_</c>, <c>-</c> or <c>.</c>, not starting with a dot.</summary>
    public static bool IsValid(string name) =>
        name.Length is >= 1 and <= LongestLength && name[0] != '.' && !name.AsSpan().ContainsAnyExcept(Allowed);
}
