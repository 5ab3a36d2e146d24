using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Ledger;

/// <summary>
/// A self-contained proof that a log contains a run's entry, in the C2SP <c>tlog-proof</c> form with the entry's
/// bytes as its extra data.
/// </summary>
/// <param name="Entry">The entry's bytes.</param>
/// <param name="Inclusion">Its place in the tree.</param>
/// <param name="Checkpoint">The tree's head.</param>
internal sealed record RunProof(ReadOnlyMemory<byte> Entry, InclusionProof Inclusion, SignedCheckpoint Checkpoint)
{
    /// <summary>The most bytes that are read.</summary>
    public const int LongestProof = 256 * 1024;

    /// <summary>What the name of a file with a proof ends in.</summary>
    public const string Extension = ".tlog-proof";

    private const string Header = "c2sp.org/tlog-proof@v1\n";

    private const string ExtraMark = "extra ";

    private const string IndexMark = "index ";

    /// <summary>Makes the proof of a run: of its end, or of its start while it has no end.</summary>
    /// <exception cref="AuditRunException"><c>RunNotFound</c>.</exception>
    /// <exception cref="AuditEvidenceException"><c>LedgerTampered</c>, <c>LedgerMissing</c>.</exception>
    /// <exception cref="AuditWorkspaceException"><c>ReadFailed</c>.</exception>
    public static RunProof For(LedgerRuns runs, string run) => runs.Find(run) is { } found
        ? new RunProof(found.Entry.Bytes, InclusionProof.For(found.View, found.Entry.Index), found.View.Signed)
        : throw new AuditRunException(RunErrors.RunNotFound, $"The ledger has no entry of a run '{DisplayText.Escape(run)}'.") { Target = run };

    /// <summary>The bytes of the file.</summary>
    public byte[] ToBytes()
    {
        var text = new StringBuilder(Header);
        text.Append(ExtraMark).Append(Convert.ToBase64String(Entry.Span)).Append('\n');
        text.Append(IndexMark).Append(CultureInfo.InvariantCulture, $"{Inclusion.Index}").Append('\n');
        foreach (ContentHash hash in Inclusion.Path)
        {
            text.Append(Convert.ToBase64String(hash.Bytes)).Append('\n');
        }

        return [.. Encoding.UTF8.GetBytes(text.Append('\n').ToString()), .. Checkpoint.ToBytes()];
    }

    /// <summary>Reads a file; only the one way of writing it is taken.</summary>
    public static bool TryParse(ReadOnlySpan<byte> file, [NotNullWhen(true)] out RunProof? proof)
    {
        proof = null;
        int gap = file.IndexOf("\n\n"u8);
        if (file.Length > LongestProof || gap < 0 || !SignedCheckpoint.TryParse(file[(gap + 2)..], out SignedCheckpoint? checkpoint))
        {
            return false;
        }

        string[] lines = Encoding.UTF8.GetString(file[..gap]).Split('\n');
        if (lines.Length is < 3 or > 3 + InclusionProof.LongestPath
            || !lines[1].StartsWith(ExtraMark, StringComparison.Ordinal)
            || !TryDecode(lines[1][ExtraMark.Length..], out byte[]? entry)
            || !lines[2].StartsWith(IndexMark, StringComparison.Ordinal)
            || !long.TryParse(lines[2][IndexMark.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out long index))
        {
            return false;
        }

        var path = new List<ContentHash>();
        foreach (string line in lines[3..])
        {
            if (!TryDecode(line, out byte[]? hash) || hash.Length != ContentHash.Size)
            {
                return false;
            }

            path.Add(ContentHash.FromBytes(hash));
        }

        var read = new RunProof(entry, new InclusionProof(index, path.ToValueList()), checkpoint);
        proof = file.SequenceEqual(read.ToBytes()) ? read : null;
        return proof is not null;
    }

    private static bool TryDecode(string base64, [NotNullWhen(true)] out byte[]? bytes)
    {
        byte[] buffer = new byte[base64.Length];
        bool decoded = Convert.TryFromBase64String(base64, buffer, out int length);
        bytes = decoded ? buffer[..length] : null;
        return decoded;
    }
}
