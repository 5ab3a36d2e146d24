using AuditGraph.Core.Actions.Contents;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>
/// The bytes of what a content yields. Nothing of a secret is in them but its code under the workspace's key.
/// </summary>
/// <remarks>
/// They are <c>kind [ total hits allowances ]</c>: 0 for a text with nothing of interest, 1 for a binary content, 2 for
/// another, which has lists with their length before them.
/// </remarks>
internal sealed class SecretYieldFormat : IYieldFormat<SecretYield>
{
    private const int Nothing = 0;
    private const int Binary = 1;
    private const int Something = 2;

    private SecretYieldFormat()
    {
    }

    /// <summary>The one format.</summary>
    public static SecretYieldFormat Value { get; } = new();

    /// <inheritdoc/>
    public string Name => "check-secrets";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public int SmallestYield => 1;

    /// <inheritdoc/>
    public void Write(YieldWriter to, SecretYield yield)
    {
        to.Write(yield == SecretYield.Nothing ? Nothing : yield.IsBinary ? Binary : Something);
        if (yield == SecretYield.Nothing || yield.IsBinary)
        {
            return;
        }

        to.Write(yield.Total);
        to.Write(yield.Hits.Count);
        foreach (SecretHit hit in yield.Hits)
        {
            to.Write(hit.Rule);
            to.Write(hit.Line);
            to.Write(hit.Column);
            to.Write(hit.Length);
            to.Write(hit.Size);
            to.Write(hit.Mac);
        }

        to.Write(yield.Allowances.Count);
        foreach (SecretAllowance allowance in yield.Allowances)
        {
            to.Write(allowance.Rule);
            to.Write(allowance.Line);
            to.Write(allowance.Secrets);
        }
    }

    /// <inheritdoc/>
    public SecretYield Read(ref YieldReader from)
    {
        int kind = from.ReadNumber(Something);
        if (kind != Something)
        {
            return kind == Binary ? SecretYield.Binary : SecretYield.Nothing;
        }

        int total = from.ReadNumber();
        var hits = new SecretHit[from.ReadNumber(SecretYield.Most)];
        for (int index = 0; index < hits.Length; index++)
        {
            hits[index] = new SecretHit(
                ReadRule(ref from),
                from.ReadNumber(),
                from.ReadNumber(),
                from.ReadNumber(),
                from.ReadNumber(),
                from.ReadHash());
        }

        var allowances = new SecretAllowance[from.ReadNumber(SecretYield.Most)];
        for (int index = 0; index < allowances.Length; index++)
        {
            allowances[index] = new SecretAllowance(ReadRule(ref from), from.ReadNumber(), from.ReadNumber());
        }

        return new SecretYield { Total = total, Hits = hits, Allowances = allowances };
    }

    // Whatever somebody has put into the cache, no text of theirs gets into a report.
    private static string ReadRule(ref YieldReader from) => from.ReadText() is var id && SecretRuleIds.IsKnown(id)
        ? id
        : throw new FormatException("There is no such rule.");
}
