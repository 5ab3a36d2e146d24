namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>What a content yields, whatever file has it.</summary>
internal sealed record SecretYield
{
    /// <summary>The most secrets, and the most allowances, that are told of one content.</summary>
    public const int Most = 1000;

    /// <summary>What a binary content yields.</summary>
    public static SecretYield Binary { get; } = new() { IsBinary = true };

    /// <summary>What a text yields that has nothing of interest, as nearly all are.</summary>
    public static SecretYield Nothing { get; } = new();

    /// <summary>Whether it is binary, so that nobody looks into it.</summary>
    public bool IsBinary { get; init; }

    /// <summary>The secrets that nothing allows, and allowances that say too little; the first of very many.</summary>
    public IReadOnlyList<SecretHit> Hits { get; init; } = [];

    /// <summary>How many of these there are.</summary>
    public int Total { get; init; }

    /// <summary>The allowances; the first of very many.</summary>
    public IReadOnlyList<SecretAllowance> Allowances { get; init; } = [];
}
