using System.Text;
using AuditGraph.Core.Ledger;

namespace AuditGraph.Core.Tests.Ledger;

public sealed class CheckpointTests
{
    private const string Root = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    [Fact]
    public void The_text_is_three_lines()
    {
        var checkpoint = new Checkpoint("auditgraph/log", 0, MerkleTree.EmptyRoot);
        Assert.Equal($"auditgraph/log\n0\n{Root}\n", checkpoint.Text);
        Assert.True(Checkpoint.TryParse(checkpoint.Text, out Checkpoint? read));
        Assert.Equal(checkpoint, read);
    }

    [Fact]
    public void Every_log_has_a_name_of_its_own()
    {
        Assert.Matches("^auditgraph/[0-9a-f]{32}$", Checkpoint.NewOrigin());
        Assert.NotEqual(Checkpoint.NewOrigin(), Checkpoint.NewOrigin());
    }

    [Theory]
    [InlineData("")]
    [InlineData("log\n0\n" + Root)]
    [InlineData("\n0\n" + Root + "\n")]
    [InlineData("lo g\n0\n" + Root + "\n")]
    [InlineData("lo+g\n0\n" + Root + "\n")]
    [InlineData("lo\tg\n0\n" + Root + "\n")]
    [InlineData("log\n00\n" + Root + "\n")]
    [InlineData("log\n+1\n" + Root + "\n")]
    [InlineData("log\n-1\n" + Root + "\n")]
    [InlineData("log\n1 \n" + Root + "\n")]
    [InlineData("log\n9223372036854775808\n" + Root + "\n")]
    [InlineData("log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n")]
    [InlineData("log\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuA==\n")]
    [InlineData("log\n0\n" + Root + "\nextension\n")]
    [InlineData("log\r\n0\r\n" + Root + "\r\n")]
    [InlineData("\ufefflog\n0\n" + Root + "\n")]
    [InlineData("log\n0\n!!!!\n")]
    public void Another_text_is_refused(string text) => Assert.False(Checkpoint.TryParse(text, out _));

    [Fact]
    public void A_signed_note_is_read_as_it_was_written()
    {
        using var key = LedgerKey.Create();
        SignedCheckpoint signed = SignedCheckpoint.Sign(new("log", 0, MerkleTree.EmptyRoot), key);
        Assert.True(SignedCheckpoint.TryParse(signed.ToBytes(), out SignedCheckpoint? read));
        Assert.True(read.IsSignedBy(key.PublicKey));
        Assert.Equal(signed.ToBytes(), read.ToBytes());
    }

    [Fact]
    public void A_signature_under_another_name_does_not_count()
    {
        using var key = LedgerKey.Create();
        SignedCheckpoint signed = SignedCheckpoint.Sign(new("log", 0, MerkleTree.EmptyRoot), key);
        NoteSignature renamed = signed.Signatures[0] with { KeyName = "other" };
        Assert.False((signed with { Signatures = [renamed] }).IsSignedBy(key.PublicKey));
    }

    [Fact]
    public void A_signature_of_an_unknown_key_is_passed_over()
    {
        using var key = LedgerKey.Create();
        using var witness = LedgerKey.Create();
        var checkpoint = new Checkpoint("log", 0, MerkleTree.EmptyRoot);
        SignedCheckpoint both = SignedCheckpoint.Sign(checkpoint, key) with
        {
            Signatures = [SignedCheckpoint.Sign(checkpoint, witness).Signatures[0], SignedCheckpoint.Sign(checkpoint, key).Signatures[0]],
        };
        Assert.True(SignedCheckpoint.TryParse(both.ToBytes(), out SignedCheckpoint? read));
        Assert.True(read.IsSignedBy(key.PublicKey));
        Assert.True(read.IsSignedBy(witness.PublicKey));
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void A_note_has_at_most_sixteen_signatures(int count, bool isNote)
    {
        using var key = LedgerKey.Create();
        SignedCheckpoint signed = SignedCheckpoint.Sign(new("log", 0, MerkleTree.EmptyRoot), key);
        SignedCheckpoint many = signed with { Signatures = [.. Enumerable.Repeat(signed.Signatures[0], count)] };
        Assert.Equal(isNote, SignedCheckpoint.TryParse(many.ToBytes(), out _));
    }

    [Fact]
    public void One_signature_that_does_not_hold_spoils_those_of_the_same_key_that_do()
    {
        using var key = LedgerKey.Create();
        SignedCheckpoint signed = SignedCheckpoint.Sign(new("log", 0, MerkleTree.EmptyRoot), key);
        NoteSignature bad = signed.Signatures[0] with { Value = new byte[] { 1, 2 } };
        Assert.False((signed with { Signatures = [signed.Signatures[0], bad] }).IsSignedBy(key.PublicKey));
        Assert.False((signed with { Signatures = [] }).IsSignedBy(key.PublicKey));
    }

    [Fact]
    public void A_note_longer_than_any_is_not_read()
    {
        string name = new('n', SignedCheckpoint.LongestNote - $"\n0\n{Root}\n".Length);
        Assert.True(SignedCheckpoint.TryParse(Encoding.UTF8.GetBytes($"{name}\n0\n{Root}\n"), out _));
        Assert.False(SignedCheckpoint.TryParse(Encoding.UTF8.GetBytes($"{name}n\n0\n{Root}\n"), out _));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\n\n")]
    [InlineData("\n— log\n")]
    [InlineData("\n— log AAAA\n")]
    [InlineData("\n- log AAAAAAAA\n")]
    [InlineData("\n— log AAAAAAAA")]
    [InlineData("\n— log AAAAAAAA \n")]
    [InlineData("\n— log AAAAAAAA\n\n")]
    [InlineData("\n—  AAAAAAAA\n")]
    public void A_malformed_signature_is_refused(string signatures) =>
        Assert.False(SignedCheckpoint.TryParse(Encoding.UTF8.GetBytes($"log\n0\n{Root}\n{signatures}"), out _));

    [Fact]
    public void A_note_that_is_not_UTF_8_is_refused() =>
        Assert.False(SignedCheckpoint.TryParse([0xff, .. Encoding.UTF8.GetBytes($"log\n0\n{Root}\n")], out _));
}
