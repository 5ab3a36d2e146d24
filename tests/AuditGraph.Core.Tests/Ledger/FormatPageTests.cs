using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;

namespace AuditGraph.Core.Tests.Ledger;

/// <summary>The code does what the page says, vector by vector.</summary>
public sealed class FormatPageTests
{
    private static byte[][] Entries => [.. Enumerable.Range(0, 3).Select(index => Encoding.UTF8.GetBytes(FormatPage.Vector($"entry-{index}").TrimEnd('\n')))];

    private static ContentHash[] Leaves => [.. Entries.Select(entry => MerkleTree.LeafHash(entry))];

    private static byte[] Checkpoint => Encoding.UTF8.GetBytes(FormatPage.Vector("checkpoint"));

    private static LedgerPublicKey Key => LedgerPublicKey.FromPem(FormatPage.Vector("public-key"));

    [Fact]
    public void The_entries_are_read_and_written_as_they_stand()
    {
        LedgerEntryType[] types = [LedgerEntryType.RunStarted, LedgerEntryType.RunFinished, LedgerEntryType.KeyAdded];
        for (int index = 0; index < types.Length; index++)
        {
            Assert.True(LedgerEntry.TryParse(Entries[index], out LedgerEntry? entry));
            Assert.Equal(types[index], entry.Type);
            Assert.Equal(Entries[index], entry.ToBytes());
        }
    }

    [Fact]
    public void The_approval_is_read_and_written_as_it_stands()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(FormatPage.Vector("approval").TrimEnd('\n'));
        Assert.True(LedgerEntry.TryParse(bytes, out LedgerEntry? entry));
        Assert.Equal(bytes, entry.ToBytes());
        Assert.Equal("Release 4.2 as reviewed", entry.Approval?.Reason);
        Assert.Equal(FormatPage.Vector("approval-leaf"), $"{MerkleTree.LeafHash(bytes)}\n");
    }

    [Fact]
    public void The_hashes_are_those_of_the_page()
    {
        Assert.Equal(FormatPage.Vector("leaves"), string.Concat(Leaves.Select(hash => $"{hash}\n")));
        Assert.Equal(FormatPage.Vector("nodes"), $"{MerkleTree.NodeHash(Leaves[0], Leaves[1])}\n{MerkleTree.Root(Leaves)}\n");
    }

    [Fact]
    public void The_bundle_begins_as_the_page_says()
    {
        byte[] bundle = EntryBundle.Encode([.. Entries.Select(entry => (ReadOnlyMemory<byte>)entry)]);
        Assert.StartsWith(FormatPage.Vector("bundle").TrimEnd('\n'), Convert.ToHexStringLower(bundle), StringComparison.Ordinal);
    }

    [Fact]
    public void The_checkpoint_is_signed_with_the_key_that_the_entry_adds()
    {
        Assert.True(SignedCheckpoint.TryParse(Checkpoint, out SignedCheckpoint? signed));
        Assert.Equal(Checkpoint, signed.ToBytes());
        Assert.Equal(MerkleTree.Root(Leaves), signed.Checkpoint.Root);
        Assert.True(signed.IsSignedBy(Key));
        Assert.True(LedgerEntry.TryParse(Entries[2], out LedgerEntry? added));
        Assert.Equal(added.PublicKey, Convert.ToBase64String(Key.Spki.Span));
        Assert.Equal(FormatPage.Vector("public-key"), Key.Pem);
    }

    [Fact]
    public void The_proof_holds()
    {
        AuditRunProofVerification result = RunProofVerifier.Verify(Encoding.UTF8.GetBytes(FormatPage.Vector("proof")), Key);
        Assert.True(result.IsValid);
        Assert.Equal(1, result.Index);
    }

    [Fact]
    public void The_recipe_for_openssl_accepts_the_signature_and_refuses_another_text()
    {
        Tool.Require("sh", "openssl");
        string folder = Directory.CreateTempSubdirectory("auditgraph-").FullName;
        try
        {
            File.WriteAllText(Path.Join(folder, "public.pem"), FormatPage.Vector("public-key"));
            File.WriteAllBytes(Path.Join(folder, "checkpoint"), Checkpoint);
            Assert.Equal((0, "Verified OK\n"), Tool.Run(folder, "sh", "-c", FormatPage.Recipe));
            File.WriteAllText(Path.Join(folder, "checkpoint"), FormatPage.Vector("checkpoint").Replace("\n3\n", "\n4\n", StringComparison.Ordinal));
            Assert.NotEqual(0, Tool.Run(folder, "sh", "-c", FormatPage.Recipe).ExitCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
