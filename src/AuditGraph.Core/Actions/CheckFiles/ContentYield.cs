namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>What a rule finds in a text, whatever file holds it.</summary>
/// <param name="Faults">What is wrong with it, in the order of their places; the first of very many.</param>
/// <param name="Total">How many faults there are.</param>
internal sealed record ContentYield(IReadOnlyList<ContentFault> Faults, int Total)
{
    /// <summary>The most faults of a rule in a content that are told one by one.</summary>
    public const int MostFaults = 1000;

    /// <summary>What a rule yields that finds some faults.</summary>
    public static ContentYield Of(IReadOnlyList<ContentFault> faults) =>
        faults.Count == 0 ? Nothing : new([.. faults.Take(MostFaults)], faults.Count);

    private static ContentYield Nothing { get; } = new([], 0);
}
