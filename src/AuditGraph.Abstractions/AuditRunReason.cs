namespace AuditGraph;

/// <summary>Why a job runs, or why the report of an earlier run still holds.</summary>
/// <param name="Code">What it is, stable, such as <c>input_modified</c> or <c>matched</c>.</param>
public sealed record AuditRunReason(string Code)
{
    /// <summary>What it concerns, such as <c>baseline</c>, or null.</summary>
    public string? Part { get; init; }

    /// <summary>What it was when the earlier run was made, or null.</summary>
    public string? Old { get; init; }

    /// <summary>What it is now, or null.</summary>
    public string? New { get; init; }

    /// <summary>The first of what it concerns, such as the paths of files; 20 at most.</summary>
    public ValueList<string> Names { get; init; } = [];

    /// <summary>How many there are; 0 where they are not told.</summary>
    public long Total { get; init; }

    /// <summary>The code, and what it concerns.</summary>
    public override string ToString() =>
        Total > 0 ? $"{Code} ({Names[0]}{(Total > 1 ? $" and {Total - 1} more" : "")})"
        : Old is null != New is null && Part is not null ? $"{Code} ({Part}: {Old ?? New})"
        : Code;
}
