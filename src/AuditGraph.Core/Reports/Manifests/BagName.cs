namespace AuditGraph.Core.Reports.Manifests;

/// <summary>
/// Names as the manifests of a bag write them (RFC 8493, section 2.1.3): a line feed, a carriage return and a percent
/// sign as <c>%0A</c>, <c>%0D</c> and <c>%25</c>, and all else as it is.
/// </summary>
internal static class BagName
{
    /// <summary>What the names of a bag's payload begin with.</summary>
    public static ReadOnlySpan<byte> Payload => "data/"u8;

    /// <summary>The name as it is written.</summary>
    public static string Encode(string name) => name
        .Replace("%", "%25", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal);

    /// <summary>The bytes that are meant. A percent sign that begins none of the three stands for itself.</summary>
    public static byte[] Decode(ReadOnlySpan<byte> text)
    {
        var bytes = new List<byte>(text.Length);
        for (int index = 0; index < text.Length; index++)
        {
            byte? meant = text[index..] switch
            {
                [(byte)'%', (byte)'0', (byte)'A' or (byte)'a', ..] => (byte)'\n',
                [(byte)'%', (byte)'0', (byte)'D' or (byte)'d', ..] => (byte)'\r',
                [(byte)'%', (byte)'2', (byte)'5', ..] => (byte)'%',
                _ => null,
            };
            bytes.Add(meant ?? text[index]);
            index += meant is null ? 0 : 2;
        }

        return [.. bytes];
    }
}
