namespace AuditGraph.Cli.Output;

/// <summary>A column of a <see cref="TextTable"/>.</summary>
/// <param name="Heading">Its heading.</param>
internal sealed record TextColumn(string Heading)
{
    /// <summary>How narrow it may become where a terminal is narrow; null where its cells are of use only whole.</summary>
    public int? Narrowest { get; init; }

    /// <summary>Whether the end of a cell tells more than its start, as a path's does.</summary>
    public bool KeepsEnd { get; init; }

    /// <summary>When it is left out where shortening does not suffice: 1 first, then 2; 0 for never.</summary>
    public int LeftOut { get; init; }
}
