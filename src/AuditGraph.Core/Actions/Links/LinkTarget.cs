using System.Buffers;
using System.Text;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.Links;

/// <summary>The parts of a relative reference (RFC 3986, 4.2), taken apart as browsers do.</summary>
/// <param name="IsRooted">Whether its path begins with a slash.</param>
/// <param name="Names">The names of its path, decoded, as bytes in Latin-1; <c>.</c> and <c>..</c> among them.</param>
/// <param name="EndsWithSlash">
/// Whether its path ends with a slash, or with <c>.</c> or <c>..</c>, and so leads to a folder.
/// </param>
/// <param name="Fragment">What is behind <c>#</c>, as it is written, or null.</param>
internal sealed record LinkTarget(bool IsRooted, IReadOnlyList<string> Names, bool EndsWithSlash, string? Fragment)
{
    // RFC 3986, 3.1
    private static readonly SearchValues<char> OfSchemes = SearchValues.Create(
        "+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Whether it leads to the page that it is on.</summary>
    public bool IsSamePage => !IsRooted && Names.Count == 0 && !EndsWithSlash;

    /// <summary>
    /// The scheme with which a target begins, in small letters and with its colon, or <c>//</c> where it names a host
    /// by the scheme of its own page; null where it leads into the workspace.
    /// </summary>
    public static string? SchemeOf(string target)
    {
        if (target.StartsWith("//", StringComparison.Ordinal))
        {
            return "//";
        }

        int end = target.AsSpan().IndexOfAnyExcept(OfSchemes);
        return end > 0 && target[end] == ':' && char.IsAsciiLetter(target[0])
            ? target[..(end + 1)].ToLowerInvariant()
            : null;
    }

    /// <summary>Takes a target apart.</summary>
    public static LinkTarget Parse(string target)
    {
        int hash = target.IndexOf('#', StringComparison.Ordinal);
        string? fragment = hash < 0 ? null : target[(hash + 1)..];
        string path = hash < 0 ? target : target[..hash];
        int query = path.IndexOf('?', StringComparison.Ordinal);
        path = query < 0 ? path : path[..query];

        string[] names = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Decode)];
        bool endsWithSlash = path.EndsWith('/') || (names.Length > 0 && names[^1] is "." or "..");
        return new LinkTarget(path.StartsWith('/'), names, endsWithSlash, fragment);
    }

    /// <summary>A text with its percent signs decoded, where they can be.</summary>
    public static string DecodeText(string text) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(Decode(text)));

    private static string Decode(string text) => Ascii.IsValid(text) && !text.Contains('%', StringComparison.Ordinal)
        ? text
        : Encoding.Latin1.GetString(PercentText.Decode(text));
}
