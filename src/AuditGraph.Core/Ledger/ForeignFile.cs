using System.Text;

namespace AuditGraph.Core.Ledger;

/// <summary>Says in words what a file holds that should hold a key or a checkpoint and does not.</summary>
internal static class ForeignFile
{
    /// <summary>What a file holds that should hold a key in PEM, in a clause.</summary>
    public static string DescribeKey(ReadOnlySpan<byte> content)
    {
        if (Describe(content) is { } fault)
        {
            return fault;
        }

        string text = Encoding.UTF8.GetString(content);
        return text.Contains("-----BEGIN CERTIFICATE", StringComparison.Ordinal) ? "it is a certificate"
            : text.StartsWith("ssh-", StringComparison.Ordinal) || text.StartsWith("ecdsa-", StringComparison.Ordinal) ? "it is a key of OpenSSH"
            : text.Contains(" KEY-----", StringComparison.Ordinal) ? "its key is damaged, or of another kind than ECDSA over P-256"
            : "it has no line '-----BEGIN PUBLIC KEY-----'";
    }

    /// <summary>What a file holds that should hold a checkpoint, in a clause.</summary>
    public static string DescribeCheckpoint(ReadOnlySpan<byte> content) =>
        Describe(content)
        ?? (content.StartsWith("\ufeff"u8) ? "it begins with a byte order mark, which is no part of a checkpoint"
            : content.Contains((byte)'\r') ? "its lines end with carriage returns, which are no part of a checkpoint"
            : "a checkpoint has a line with the log's name, one with its size and one with its root hash");

    private static string? Describe(ReadOnlySpan<byte> content) =>
        content.Length == 0 ? "it is empty"
        : content.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || content.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]) ? "it is text in UTF-16, as some shells write it"
        : content[0] == (byte)'{' ? "it is JSON"
        : content.Contains((byte)0) ? "it is no text"
        : null;
}
