using System.Buffers;
using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>
/// Tells which file of the workspace a program means. A path is only read, never looked up: where it leads out of the
/// workspace it is none of its files.
/// </summary>
/// <param name="root">The workspace's root, an absolute path.</param>
/// <param name="workingFolder">The folder in which the program ran, an absolute path.</param>
internal sealed class ResultPlaces(string root, string workingFolder)
{
    private const string FileScheme = "file:";

    private static readonly SearchValues<char> SchemeLetters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-.");

    private readonly byte[] rootBytes = BytesOf(root);
    private readonly byte[] workingBytes = BytesOf(workingFolder);

    /// <summary>The file that a path names, absolute or relative to the folder in which the program ran.</summary>
    public ResultPlace OfPath(string? path) => string.IsNullOrEmpty(path)
        ? default
        : Resolve(Encoding.UTF8.GetBytes(path), workingBytes, path);

    /// <summary>Whether a URI reference starts from some base.</summary>
    public static bool IsRelative(string? uri) => uri is null || !(uri.StartsWith('/') || HasScheme(uri));

    /// <summary>The file that a URI reference (RFC 3986) names.</summary>
    /// <param name="uri">The reference: a <c>file:</c> URI, or a relative one.</param>
    /// <param name="isOfRoot">
    /// Whether a relative one starts from the workspace's root, and not from where the program ran.
    /// </param>
    public ResultPlace OfUri(string? uri, bool isOfRoot = false)
    {
        if (string.IsNullOrEmpty(uri))
        {
            return default;
        }

        string path = uri;
        if (path.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase))
        {
            path = PathOf(path[FileScheme.Length..]);
        }
        else if (HasScheme(path))
        {
            return new ResultPlace(null, ForeignText.Show(uri));
        }

        int end = path.AsSpan().IndexOfAny('?', '#');
        return Resolve(PercentText.Decode(end < 0 ? path : path[..end]), isOfRoot ? rootBytes : workingBytes, uri);
    }

    private static byte[] BytesOf(string folder) => Encoding.UTF8.GetBytes(folder.TrimEnd('/') + "/");

    // What is behind 'file:': a host, which is this machine or another, and a path.
    private static string PathOf(string rest)
    {
        if (!rest.StartsWith("//", StringComparison.Ordinal))
        {
            return rest;
        }

        int slash = rest.IndexOf('/', 2);
        string host = slash < 0 ? rest[2..] : rest[2..slash];
        bool isHere = host.Length == 0 || host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        return isHere && slash >= 0 ? rest[slash..] : "/" + rest;
    }

    private static bool HasScheme(string uri)
    {
        int colon = uri.IndexOf(':');
        return colon > 0 && char.IsAsciiLetter(uri[0])
            && uri.AsSpan(0, colon).IndexOfAnyExcept(SchemeLetters) < 0;
    }

    private ResultPlace Resolve(byte[] path, byte[] folder, string original)
    {
        byte[] whole = path is [(byte)'/', ..] ? path : [.. folder, .. path];
        var parts = new List<Range>();
        foreach (Range range in whole.AsSpan().Split((byte)'/'))
        {
            ReadOnlySpan<byte> part = whole.AsSpan(range);
            if (part.SequenceEqual(".."u8) && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (!part.IsEmpty && !part.SequenceEqual("."u8) && !part.SequenceEqual(".."u8))
            {
                parts.Add(range);
            }
        }

        byte[] plain = [.. parts.SelectMany(range => (byte[])[(byte)'/', .. whole.AsSpan(range)])];
        return plain.AsSpan().StartsWith(rootBytes) && plain.Length > rootBytes.Length && !plain.Contains((byte)0)
            ? new ResultPlace(EscapedText.Escape(plain.AsSpan(rootBytes.Length)), null)
            : new ResultPlace(null, ForeignText.Show(original));
    }
}
