namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>What became of something that a manifest names: each is in one of these states.</summary>
internal enum EntryState
{
    /// <summary>It is as the manifest says.</summary>
    Matching,

    /// <summary>It is there and is something else.</summary>
    Changed,

    /// <summary>It is not there, and what it held is elsewhere under a name that the manifest does not have.</summary>
    Moved,

    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It is there, or may be, and could not be read.</summary>
    NotSeen,

    /// <summary>The job does not look at it.</summary>
    LeftOut,

    /// <summary>
    /// It has nothing that is compared: a folder, a device, a link that is not followed, a
    /// hash that nobody here can make.
    /// </summary>
    NotCompared,
}

/// <summary>A state, and why.</summary>
/// <param name="State">The state.</param>
/// <param name="Message">
/// What is different, or why it could not be compared, in a sentence; null where nothing need be said.
/// </param>
internal sealed record EntryVerdict(EntryState State, string? Message = null)
{
    /// <summary>It is as the manifest says.</summary>
    public static EntryVerdict Matching { get; } = new(EntryState.Matching);

    /// <summary>It has nothing that is compared.</summary>
    public static EntryVerdict NotCompared { get; } = new(EntryState.NotCompared);

    /// <summary>What the manifest says, where something else was found.</summary>
    public string? Expected { get; init; }

    /// <summary>What was found instead.</summary>
    public string? Found { get; init; }
}
