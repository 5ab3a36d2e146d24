using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace AuditGraph.Core.Ledger;

/// <summary>
/// What a file <c>checkpoint</c> holds: the checkpoint's text alone, or a signed note (C2SP <c>signed-note</c>):
/// the text, an empty line, and signature lines.
/// </summary>
/// <param name="Checkpoint">The tree head.</param>
/// <param name="Signatures">Its signatures; none where the log has no key.</param>
internal sealed record SignedCheckpoint(Checkpoint Checkpoint, ValueList<NoteSignature> Signatures)
{
    /// <summary>The most bytes that are read.</summary>
    public const int LongestNote = 64 * 1024;

    private const string SignatureMark = "— ";

    private const int MostSignatures = 16;

    /// <summary>Signs a checkpoint with the log's key.</summary>
    public static SignedCheckpoint Sign(Checkpoint checkpoint, LedgerKey key) =>
        new(checkpoint, [new(checkpoint.Origin, key.PublicKey.KeyId, key.Sign(Encoding.UTF8.GetBytes(checkpoint.Text)))]);

    /// <summary>Whether the checkpoint carries a valid signature of this key under the log's name.</summary>
    public bool IsSignedBy(LedgerPublicKey key)
    {
        NoteSignature[] candidates = [.. Signatures.Where(signature =>
            signature.KeyId == key.KeyId && string.Equals(signature.KeyName, Checkpoint.Origin, StringComparison.Ordinal))];
        byte[] text = Encoding.UTF8.GetBytes(Checkpoint.Text);
        return candidates.Length > 0 && candidates.All(signature => key.Verify(text, signature.Value.Span));
    }

    /// <summary>The bytes of the file.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder(Checkpoint.Text);
        text.Append(Signatures.Count > 0 ? "\n" : "");
        foreach (NoteSignature signature in Signatures)
        {
            byte[] value = new byte[sizeof(uint) + signature.Value.Length];
            BinaryPrimitives.WriteUInt32BigEndian(value, signature.KeyId);
            signature.Value.Span.CopyTo(value.AsSpan(sizeof(uint)));
            text.Append(SignatureMark).Append(signature.KeyName).Append(' ').Append(Convert.ToBase64String(value)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Reads a file; only the one way of writing it is taken.</summary>
    public static bool TryParse(ReadOnlySpan<byte> note, [NotNullWhen(true)] out SignedCheckpoint? signed)
    {
        signed = null;
        if (note.Length > LongestNote)
        {
            return false;
        }

        string text = Encoding.UTF8.GetString(note);
        int gap = text.AsSpan().LastIndexOf("\n\n");
        if (!Checkpoint.TryParse(gap < 0 ? text : text[..(gap + 1)], out Checkpoint? checkpoint))
        {
            return false;
        }

        var signatures = new List<NoteSignature>();
        foreach (string line in gap < 0 ? [] : text[(gap + 2)..].TrimEnd('\n').Split('\n'))
        {
            if (signatures.Count == MostSignatures || !TryParseSignature(line, out NoteSignature? signature))
            {
                return false;
            }

            signatures.Add(signature);
        }

        var read = new SignedCheckpoint(checkpoint, signatures.ToValueList());
        signed = note.SequenceEqual(read.ToBytes()) ? read : null;
        return signed is not null;
    }

    private static bool TryParseSignature(string line, [NotNullWhen(true)] out NoteSignature? signature)
    {
        signature = null;
        string[] parts = line.Split(' ');
        if (parts.Length != 3 || parts[0] != SignatureMark.TrimEnd() || parts[1].Length == 0)
        {
            return false;
        }

        byte[] value = new byte[parts[2].Length];
        if (!Convert.TryFromBase64String(parts[2], value, out int length) || length <= sizeof(uint))
        {
            return false;
        }

        signature = new NoteSignature(parts[1], BinaryPrimitives.ReadUInt32BigEndian(value), value.AsMemory(sizeof(uint), length - sizeof(uint)));
        return true;
    }
}
