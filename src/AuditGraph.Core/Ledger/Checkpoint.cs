using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Ledger;

/// <summary>A tree head in the C2SP <c>tlog-checkpoint</c> form.</summary>
/// <param name="Origin">What names the log, and nothing else: see <see cref="NewOrigin"/>.</param>
/// <param name="Size">The number of entries.</param>
/// <param name="Root">The root of the tree over them.</param>
internal sealed record Checkpoint(string Origin, long Size, ContentHash Root)
{
    private const string OriginPrefix = "auditgraph/";

    private const int OriginBytes = 16;

    // Before a name it is a trace of the program that saved the file; taken for a part of it, it would make another log's.
    private const char ByteOrderMark = '\ufeff';

    /// <summary>The three lines of the note's text: origin, size, root in base64, each ended by a line feed.</summary>
    public string Text => string.Create(
        CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root.Bytes)}\n");

    /// <summary>A name that no other log has: <c>auditgraph/</c> and 128 random bits in hexadecimal.</summary>
    public static string NewOrigin() =>
        OriginPrefix + Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(OriginBytes));

    /// <summary>Reads a note's text; only the one way of writing a checkpoint is taken, and no extension lines.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint)
    {
        checkpoint = null;
        string[] lines = text.Split('\n');
        byte[] root = new byte[ContentHash.Size];
        if (lines.Length != 4
            || lines[0].Length == 0
            || lines[0].Any(unit => char.IsControl(unit) || char.IsWhiteSpace(unit) || unit is '+' or ByteOrderMark)
            || !long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            || !Convert.TryFromBase64String(lines[2], root, out int length)
            || length != ContentHash.Size)
        {
            return false;
        }

        var read = new Checkpoint(lines[0], size, ContentHash.FromBytes(root));
        checkpoint = string.Equals(read.Text, text, StringComparison.Ordinal) ? read : null;
        return checkpoint is not null;
    }
}
