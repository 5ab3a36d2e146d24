using System.Security.Cryptography;

namespace AuditGraph.Core.Ledger;

/// <summary>The secret half of a ledger's key.</summary>
internal sealed class LedgerKey : IDisposable
{
    private readonly ECDsa key;

    private LedgerKey(ECDsa key)
    {
        this.key = key;
        PublicKey = LedgerPublicKey.FromSpki(key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>The public half.</summary>
    public LedgerPublicKey PublicKey { get; }

    /// <summary>The key as PKCS#8 (RFC 5958) in PEM.</summary>
    public string Pem => key.ExportPkcs8PrivateKeyPem() + "\n";

    /// <summary>Makes a new key.</summary>
    public static LedgerKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Reads a key in PEM.</summary>
    /// <exception cref="AuditEvidenceException"><c>LedgerKeyInvalid</c>.</exception>
    public static LedgerKey FromPem(string pem) => new(LedgerPublicKey.ImportKey(key =>
    {
        key.ImportFromPem(pem);
        if (key.ExportParameters(includePrivateParameters: true).D is null)
        {
            throw new CryptographicException("The key has no secret half.");
        }
    }));

    /// <summary>Signs a text: ECDSA with SHA-256, the signature in DER (RFC 3279).</summary>
    public byte[] Sign(ReadOnlySpan<byte> text) =>
        key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();
}
