namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>The lines of a manifest, with their numbers and without their ends.</summary>
internal static class ManifestLines
{
    /// <summary>Lines that end with LF, or CR LF.</summary>
    public static IEnumerable<(int Number, ReadOnlyMemory<byte> Line)> Of(byte[] content) =>
        Read(content, isCrEnd: false);

    /// <summary>Lines that end with LF, CR or CR LF, as those of a bag may (RFC 8493, section 2.1.1).</summary>
    public static IEnumerable<(int Number, ReadOnlyMemory<byte> Line)> OfBag(byte[] content) =>
        Read(content, isCrEnd: true);

    private static IEnumerable<(int Number, ReadOnlyMemory<byte> Line)> Read(byte[] content, bool isCrEnd)
    {
        int number = 1;
        for (int at = 0; at < content.Length; number++)
        {
            ReadOnlySpan<byte> rest = content.AsSpan(at);
            int end = isCrEnd ? rest.IndexOfAny((byte)'\n', (byte)'\r') : rest.IndexOf((byte)'\n');
            int length = end < 0 ? rest.Length : end;
            int next = end < 0 ? rest.Length
                : end + (isCrEnd && rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n' ? 2 : 1);
            length -= !isCrEnd && length > 0 && rest[length - 1] == '\r' ? 1 : 0;
            yield return (number, content.AsMemory(at, length));
            at += next;
        }
    }
}
