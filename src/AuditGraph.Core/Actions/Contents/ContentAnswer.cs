namespace AuditGraph.Core.Actions.Contents;

/// <summary>What a content yields, or why that cannot be told; neither as long as nobody has looked.</summary>
/// <param name="Yield">What it yields, or null.</param>
/// <param name="Obstacle">Why it cannot be told, in a sentence, or null.</param>
internal readonly record struct ContentAnswer<TYield>(TYield? Yield, string? Obstacle)
    where TYield : class
{
    /// <summary>Whether nobody has looked.</summary>
    public bool IsOpen => Yield is null && Obstacle is null;
}
