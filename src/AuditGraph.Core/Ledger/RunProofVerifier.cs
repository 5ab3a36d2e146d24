using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Ledger;

/// <summary>
/// Checks proofs without the workspace they come from: against what the person who checks knows beforehand, which is
/// the log's public key or one of its checkpoints.
/// </summary>
internal static class RunProofVerifier
{
    /// <summary>Checks a proof whose checkpoint must be signed.</summary>
    /// <param name="proof">The bytes of the proof's file.</param>
    /// <param name="key">The log's key.</param>
    public static AuditRunProofVerification Verify(ReadOnlySpan<byte> proof, LedgerPublicKey key) =>
        Verify(proof, key, trusted: null);

    /// <summary>Checks a proof against a checkpoint of the same size that the person who checks has from elsewhere.</summary>
    /// <param name="proof">The bytes of the proof's file.</param>
    /// <param name="trusted">The checkpoint.</param>
    public static AuditRunProofVerification Verify(ReadOnlySpan<byte> proof, Checkpoint trusted) =>
        Verify(proof, key: null, trusted);

    private static AuditRunProofVerification Verify(ReadOnlySpan<byte> file, LedgerPublicKey? key, Checkpoint? trusted)
    {
        if (!RunProof.TryParse(file, out RunProof? proof) || !LedgerEntry.TryParse(proof.Entry.Span, out LedgerEntry? entry)
            || !entry.IsOfRun)
        {
            return new AuditRunProofVerification
            {
                IsValid = false,
                Problems = [Problem(EvidenceErrors.ProofMalformed, "This is not the proof of a run.", null, null)],
            };
        }

        var problems = new List<AuditLedgerProblem>();
        Checkpoint checkpoint = proof.Checkpoint.Checkpoint;
        string? root = proof.Inclusion.RootFrom(MerkleTree.LeafHash(proof.Entry.Span), checkpoint.Size)?.ToString();
        if (root != checkpoint.Root.ToString())
        {
            problems.Add(Problem(
                EvidenceErrors.ProofMismatch, "The proof does not lead to the checkpoint's root hash.", checkpoint.Root.ToString(), root));
        }

        if (trusted is not null && trusted != checkpoint)
        {
            problems.Add(Problem(
                EvidenceErrors.CheckpointUntrusted, "The proof's checkpoint is not the given one.", Describe(trusted), Describe(checkpoint)));
        }

        bool signed = key is not null && proof.Checkpoint.IsSignedBy(key);
        if (key is not null && !signed)
        {
            problems.Add(proof.Checkpoint.Signatures.Count == 0
                ? Problem(EvidenceErrors.SignatureMissing, "The proof's checkpoint carries no signature.", null, null)
                : Problem(EvidenceErrors.SignatureInvalid, "The proof's checkpoint is not signed by the given key.", null, null));
        }

        return new AuditRunProofVerification
        {
            IsValid = problems.Count == 0,
            Run = entry.Run,
            Job = entry.Job,
            Status = entry.Type switch
            {
                LedgerEntryType.RunFinished => entry.Status,
                LedgerEntryType.RunAbandoned => AuditRunStatus.Abandoned,
                _ => AuditRunStatus.Pending,
            },
            Time = entry.Time,
            RecordSha256 = entry.Record?.ToString(),
            Outputs = entry.Outputs.Select(output => new AuditRunOutput(output.Path, output.Hash.ToString(), null)).ToValueList(),
            Index = proof.Inclusion.Index,
            Size = checkpoint.Size,
            Origin = checkpoint.Origin,
            Signed = signed,
            Problems = problems.ToValueList(),
        };
    }

    private static string Describe(Checkpoint checkpoint) => checkpoint.Text.TrimEnd('\n').Replace('\n', ' ');

    private static AuditLedgerProblem Problem(AuditErrorDescriptor descriptor, string message, string? expected, string? actual) => new()
    {
        Code = descriptor.Code,
        Name = descriptor.Name,
        Severity = DiagnosticSeverity.Error,
        Expected = expected,
        Actual = actual,
        RecommendedAction = descriptor.RecommendedAction,
        Message = message,
    };
}
