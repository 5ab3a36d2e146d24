using System.Buffers.Binary;
using System.Security.Cryptography;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Ledger;

/// <summary>The public half of a ledger's key: ECDSA over NIST P-256 with SHA-256 (C2SP <c>signed-note</c>, type 0x02).</summary>
internal sealed class LedgerPublicKey
{
    private const string CurveName = "1.2.840.10045.3.1.7";

    private readonly ECDsa key;

    private LedgerPublicKey(ECDsa key)
    {
        this.key = key;
        Spki = key.ExportSubjectPublicKeyInfo();
        KeyId = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Spki.Span));
    }

    /// <summary>The key as a DER SubjectPublicKeyInfo (RFC 5480).</summary>
    public ReadOnlyMemory<byte> Spki { get; }

    /// <summary>The first four bytes of the SHA-256 of <see cref="Spki"/>, which is how type 0x02 identifies a key.</summary>
    public uint KeyId { get; }

    /// <summary>The key in PEM.</summary>
    public string Pem => key.ExportSubjectPublicKeyInfoPem() + "\n";

    /// <summary>Reads a key in PEM.</summary>
    /// <exception cref="AuditEvidenceException"><c>LedgerKeyInvalid</c>.</exception>
    public static LedgerPublicKey FromPem(string pem) => Import(key => key.ImportFromPem(pem));

    /// <summary>Reads a key from its DER.</summary>
    /// <exception cref="AuditEvidenceException"><c>LedgerKeyInvalid</c>.</exception>
    public static LedgerPublicKey FromSpki(ReadOnlySpan<byte> spki)
    {
        byte[] der = spki.ToArray();
        return Import(key =>
        {
            key.ImportSubjectPublicKeyInfo(der, out int read);
            if (read != der.Length)
            {
                throw new CryptographicException("Bytes follow the key.");
            }
        });
    }

    /// <summary>Whether a signature, in the DER form that <c>openssl dgst</c> reads, is this key's over the text.</summary>
    public bool Verify(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        try
        {
            return key.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            // Bytes that are no signature at all are no valid signature.
            return false;
        }
    }

    /// <summary>Imports a key of either half and sees to it that its curve is P-256.</summary>
    internal static ECDsa ImportKey(Action<ECDsa> import)
    {
        var key = ECDsa.Create();
        try
        {
            import(key);
            if (key.ExportParameters(includePrivateParameters: false).Curve.Oid?.Value != CurveName)
            {
                throw new CryptographicException("The key's curve is not P-256.");
            }

            return key;
        }
        catch (Exception malformed) when (malformed is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            key.Dispose();
            throw new AuditEvidenceException(
                EvidenceErrors.LedgerKeyInvalid, "This is not an ECDSA P-256 key.", malformed);
        }
    }

    private static LedgerPublicKey Import(Action<ECDsa> import)
    {
        using ECDsa imported = ImportKey(import);

        // Whatever was read, only the public half is kept.
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(imported.ExportSubjectPublicKeyInfo(), out _);
        return new LedgerPublicKey(key);
    }
}
