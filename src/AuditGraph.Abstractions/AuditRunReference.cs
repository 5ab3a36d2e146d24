namespace AuditGraph;

/// <summary>A run as a command is given it: its id, and the workspace it is in where that is known.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="Root">The workspace's root, or null where only the id was given.</param>
public sealed record AuditRunReference(string Id, string? Root = null)
{
    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
