namespace AuditGraph.Core.Actions.Links;

/// <summary>What a content yields, whatever file has it.</summary>
internal sealed record PageYield
{
    /// <summary>The most links and the most anchors of a page that are looked at.</summary>
    public const int Most = 100_000;

    /// <summary>What a binary content yields.</summary>
    public static PageYield Binary { get; } = new() { IsBinary = true };

    /// <summary>Whether it is binary, so that it has neither.</summary>
    public bool IsBinary { get; init; }

    /// <summary>Why it cannot be looked at, or nothing.</summary>
    public PageObstacle Obstacle { get; init; }

    /// <summary>The links that lead to the workspace, in the order of their places.</summary>
    public IReadOnlyList<PageLink> Links { get; init; } = [];

    /// <summary>What links can lead to.</summary>
    public IReadOnlyList<string> Anchors { get; init; } = [];

    /// <summary>How many links there are that lead elsewhere, by the scheme of their targets.</summary>
    public IReadOnlyList<KeyValuePair<string, int>> Elsewhere { get; init; } = [];
}

/// <summary>Why a page cannot be looked at.</summary>
internal enum PageObstacle : byte
{
    /// <summary>It can.</summary>
    None,

    /// <summary>It is nested more deeply than what is read.</summary>
    TooDeep,

    /// <summary>The parser fails at it.</summary>
    Unparsable,

    /// <summary>To read it would take more than proportional time.</summary>
    TooIntricate,

    /// <summary>It has more links or anchors than are looked at.</summary>
    TooMany,
}
