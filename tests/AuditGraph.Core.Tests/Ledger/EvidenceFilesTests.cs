using System.Security.Cryptography;
using System.Text;
using AuditGraph.Core.Ledger;

namespace AuditGraph.Core.Tests.Ledger;

/// <summary>What is said of a file that should hold a key or a checkpoint: what it holds, in words of its own.</summary>
public sealed class EvidenceFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("""{"status":"ok","publicKey":"-----BEGIN PUBLIC KEY-----"}""", "it is JSON")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n", "it is a certificate")]
    [InlineData("ssh-ed25519 AAAA me@here\n", "it is a key of OpenSSH")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", "its key is damaged, or of another kind than ECDSA over P-256")]
    [InlineData("jobs: {}\n", "it has no line '-----BEGIN PUBLIC KEY-----'")]
    [InlineData("a\0b", "it is no text")]
    public void Of_what_is_no_key_it_is_said_what_it_is(string content, string words)
    {
        string path = folder.Write("key.pem", content);

        AuditEvidenceException refusal = Assert.Throws<AuditEvidenceException>(() => EvidenceFiles.ReadKey(path));

        Assert.Equal("LedgerKeyInvalid", refusal.Descriptor.Name);
        Assert.Equal($"'{path}' holds no public key of a ledger: {words}.", refusal.Message);
        Assert.Contains("auditgraph ledger init-key", refusal.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_on_another_curve_is_said_to_be_of_another_kind()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        string path = folder.Write("key.pem", key.ExportSubjectPublicKeyInfoPem());

        Assert.EndsWith(
            "its key is damaged, or of another kind than ECDSA over P-256.",
            Assert.Throws<AuditEvidenceException>(() => EvidenceFiles.ReadKey(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_in_utf_16_is_named_as_such_for_keys_and_checkpoints()
    {
        string path = folder.Write("file", "");
        File.WriteAllText(path, "-----BEGIN PUBLIC KEY-----", Encoding.Unicode);

        Assert.Contains("UTF-16", Assert.Throws<AuditEvidenceException>(() => EvidenceFiles.ReadKey(path)).Message, StringComparison.Ordinal);
        Assert.Contains("UTF-16", Assert.Throws<AuditEvidenceException>(() => EvidenceFiles.ReadCheckpoint(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_behind_a_byte_order_mark_is_that_key()
    {
        using var key = LedgerKey.Create();
        string path = folder.Write("key.pem", "\ufeff" + key.PublicKey.Pem);

        Assert.Equal(key.PublicKey.Spki.ToArray(), EvidenceFiles.ReadKey(path).Spki.ToArray());
    }

    [Theory]
    [InlineData("\ufeff", "\n", "it begins with a byte order mark, which is no part of a checkpoint")]
    [InlineData("", "\r\n", "its lines end with carriage returns, which are no part of a checkpoint")]
    [InlineData("# ", "\n", "a checkpoint has a line with the log's name, one with its size and one with its root hash")]
    public void A_kept_checkpoint_that_a_program_has_rewritten_is_malformed_and_not_another_logs(string before, string end, string words)
    {
        string text = new Checkpoint(Checkpoint.NewOrigin(), 0, MerkleTree.EmptyRoot).Text;
        string path = folder.Write("kept", before + text.Replace("\n", end, StringComparison.Ordinal));

        AuditEvidenceException refusal = Assert.Throws<AuditEvidenceException>(() => EvidenceFiles.ReadCheckpoint(path));

        Assert.Equal("CheckpointInvalid", refusal.Descriptor.Name);
        Assert.Equal($"'{path}' holds no checkpoint of a ledger: {words}.", refusal.Message);
    }
}
