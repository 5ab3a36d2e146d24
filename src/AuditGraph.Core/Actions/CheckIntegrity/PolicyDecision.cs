namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>What a policy says of a path.</summary>
/// <param name="Pattern">The pattern that decides; null where none speaks of the path.</param>
/// <param name="Rival">A pattern of another rule that is as specific and speaks of it too; null mostly.</param>
internal sealed record PolicyDecision(PolicyPattern? Pattern, PolicyPattern? Rival)
{
    /// <summary>That nothing speaks of it.</summary>
    public static PolicyDecision None { get; } = new(null, null);

    /// <summary>What is watched of the path.</summary>
    public Watch Watch => Pattern?.Rule.Watch ?? Watch.Nothing;

    /// <summary>The decision where one more pattern speaks of the path.</summary>
    /// <param name="other">A pattern that is not less specific than the one that decides.</param>
    public PolicyDecision With(PolicyPattern other) =>
        Pattern is null || other.CompareTo(Pattern) > 0 ? new(other, null)
        : other.Rule == Pattern.Rule || other.Rule.SaysTheSameAs(Pattern.Rule) ? this
        : other.Rule.Number > Pattern.Rule.Number ? new(other, Pattern)
        : this with { Rival = other };
}
