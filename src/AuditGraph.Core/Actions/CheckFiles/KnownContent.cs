namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>What the rules of a set find in a content, whatever file has it.</summary>
internal sealed class KnownContent
{
    private KnownContent(IReadOnlyList<ContentYield> yields) => Yields = yields;

    /// <summary>A binary one, which no rule judges.</summary>
    public static KnownContent Binary { get; } = new([]);

    /// <summary>A text in which no rule finds anything, as nearly all are.</summary>
    public static KnownContent Sound { get; } = new([]);

    /// <summary>What each rule finds, in the order of the set; nothing where none finds anything.</summary>
    public IReadOnlyList<ContentYield> Yields { get; }

    /// <summary>A text of which it is known what each rule finds.</summary>
    public static KnownContent Of(IReadOnlyList<ContentYield> yields) => yields.Any(yield => yield.Total > 0) ? new(yields) : Sound;
}
