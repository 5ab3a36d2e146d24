namespace AuditGraph.Core.Reports.Manifests;

/// <summary>
/// Names as <c>sha256sum</c> of the GNU core utilities writes them: where one holds a backslash, a line feed or a
/// carriage return, these are escaped, and a backslash stands before the line.
/// </summary>
internal static class EscapedName
{
    /// <summary>What stands before a line whose name is escaped.</summary>
    public const char Mark = '\\';

    /// <summary>The name as a line shows it, and whether it needs the mark.</summary>
    public static string Escape(string name, out bool needsMark)
    {
        needsMark = name.AsSpan().ContainsAny('\\', '\n', '\r');
        return !needsMark ? name : name
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\r", "\\r", StringComparison.Ordinal);
    }

    /// <summary>
    /// The bytes of the name of a line that has the mark; null where it holds a backslash that begins no escape.
    /// </summary>
    public static byte[]? Unescape(ReadOnlySpan<byte> name)
    {
        var bytes = new List<byte>(name.Length);
        for (int index = 0; index < name.Length; index++)
        {
            if (name[index] != Mark)
            {
                bytes.Add(name[index]);
                continue;
            }

            switch (++index < name.Length ? name[index] : 0)
            {
                case (byte)'\\':
                    bytes.Add((byte)'\\');
                    break;
                case (byte)'n':
                    bytes.Add((byte)'\n');
                    break;
                case (byte)'r':
                    bytes.Add((byte)'\r');
                    break;
                default:
                    return null;
            }
        }

        return [.. bytes];
    }
}
