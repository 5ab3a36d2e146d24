namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>What a rule finds in a content, whatever file has it.</summary>
/// <param name="IsBinary">Whether it is binary, so that no rule judges it.</param>
/// <param name="Faults">What is wrong with it, in the order of their places; the first of very many.</param>
/// <param name="Total">How many faults there are.</param>
internal sealed record ContentYield(bool IsBinary, IReadOnlyList<ContentFault> Faults, int Total)
{
    /// <summary>The most faults of a rule in a content that are told one by one.</summary>
    public const int MostFaults = 1000;

    /// <summary>What a binary content yields.</summary>
    public static ContentYield Binary { get; } = new(IsBinary: true, [], 0);

    /// <summary>What a text yields.</summary>
    public static ContentYield Of(IReadOnlyList<ContentFault> faults) => new(IsBinary: false, [.. faults.Take(MostFaults)], faults.Count);
}
