using System.Security.Cryptography;
using System.Text;
using AuditGraph.Core.Ledger;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Ledger;

public sealed class LedgerKeyTests : IDisposable
{
    private readonly TestProfile profile = new();

    private string KeyPath => Path.Join(profile.Paths.Secrets, "ledger-key.pem");

    public void Dispose() => profile.Dispose();

    [Fact]
    public void The_key_is_its_owner_s_alone()
    {
        profile.InitializeKey();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyPath));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(profile.Paths.Secrets));
        Assert.Equal([KeyPath], Directory.GetFileSystemEntries(profile.Paths.Secrets));
    }

    [Fact]
    public void The_public_key_is_printed_in_PEM()
    {
        LedgerPublicKey key = profile.InitializeKey();
        Assert.StartsWith("-----BEGIN PUBLIC KEY-----\n", key.Pem, StringComparison.Ordinal);
        Assert.Equal(key.KeyId, LedgerPublicKey.FromPem(key.Pem).KeyId);
        Assert.Equal(key.KeyId, LedgerKey.FromPem(File.ReadAllText(KeyPath)).PublicKey.KeyId);
    }

    [Fact]
    public void Openssl_reads_both_halves()
    {
        Tool.Require("openssl");
        LedgerPublicKey key = profile.InitializeKey();
        Assert.Equal((0, key.Pem), Tool.Run(profile.Paths.Root, "openssl", "pkey", "-in", KeyPath, "-pubout"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_key_that_others_can_read_is_not_used(bool folder)
    {
        profile.InitializeKey();
        string exposed = folder ? profile.Paths.Secrets : KeyPath;
        File.SetUnixFileMode(exposed, File.GetUnixFileMode(exposed) | UnixFileMode.GroupRead);
        Assert.Equal("LedgerKeyExposed", Refusal());
    }

    [Fact]
    public void A_signed_ledger_without_its_key_takes_no_entry()
    {
        profile.InitializeKey();
        File.Delete(KeyPath);
        Assert.Equal("LedgerKeyMissing", Refusal());
    }

    [Fact]
    public void Another_key_in_its_place_is_found()
    {
        profile.InitializeKey();
        using var other = LedgerKey.Create();
        File.WriteAllText(KeyPath, other.Pem);
        Assert.Equal("LedgerTampered", Refusal());
    }

    [Fact]
    public void A_key_that_signs_already_and_is_not_in_its_place_yet_is_put_there_by_the_next_append()
    {
        LedgerPublicKey key = profile.InitializeKey();
        File.Move(KeyPath, Path.Join(profile.Paths.Secrets, "ledger-key.pending.pem"));

        profile.Append(1);

        Assert.Equal([KeyPath], Directory.GetFiles(profile.Paths.Secrets));
        Assert.True(profile.Open().Signed.IsSignedBy(key));
    }

    [Fact]
    public void Another_key_that_waits_for_its_place_does_not_sign()
    {
        profile.InitializeKey();
        File.Delete(KeyPath);
        using var other = LedgerKey.Create();
        new LedgerKeyFile(profile.Paths.Secrets, new Disk()).SavePending(other);

        Assert.Equal("LedgerKeyMissing", Refusal());
    }

    [Fact]
    public void A_key_beside_a_checkpoint_without_a_signature_is_a_contradiction()
    {
        profile.InitializeKey();
        File.WriteAllText(Path.Join(profile.Paths.Ledger, "checkpoint"), profile.Open().Checkpoint.Text);

        Assert.Equal("LedgerTampered", Refusal());
    }

    [Fact]
    public void What_is_in_the_key_s_place_and_no_file_cannot_be_read()
    {
        profile.InitializeKey();
        File.Delete(KeyPath);
        Directory.CreateDirectory(KeyPath);

        Assert.Equal("ReadFailed", Refusal());
    }

    [Theory]
    [InlineData("")]
    [InlineData("no key")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n")]
    public void A_file_that_holds_no_key_is_refused(string pem)
    {
        profile.InitializeKey();
        File.WriteAllText(KeyPath, pem);
        Assert.Equal("LedgerKeyInvalid", Refusal());
    }

    [Fact]
    public void A_public_key_in_the_secret_one_s_place_is_refused()
    {
        LedgerPublicKey key = profile.InitializeKey();
        File.WriteAllText(KeyPath, key.Pem);
        Assert.Equal("LedgerKeyInvalid", Refusal());
    }

    [Fact]
    public void A_key_of_another_curve_is_refused()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.Throws<AuditEvidenceException>(() => LedgerPublicKey.FromPem(other.ExportSubjectPublicKeyInfoPem()));
    }

    [Fact]
    public void Only_the_public_half_of_a_key_file_is_kept_for_verifying()
    {
        using var key = LedgerKey.Create();
        Assert.Equal(key.PublicKey.Pem, LedgerPublicKey.FromPem(key.Pem).Pem);
    }

    [Fact]
    public void A_signature_holds_for_its_text_alone()
    {
        using var key = LedgerKey.Create();
        byte[] signature = key.Sign(Encoding.UTF8.GetBytes("text"));
        Assert.True(key.PublicKey.Verify("text"u8, signature));
        Assert.False(key.PublicKey.Verify("texT"u8, signature));
        Assert.False(key.PublicKey.Verify("text"u8, [.. signature, 0]));
        Assert.False(key.PublicKey.Verify("text"u8, []));
    }

    private string Refusal() => Assert.ThrowsAny<AuditException>(() => profile.Append(1)).Descriptor.Name;
}
