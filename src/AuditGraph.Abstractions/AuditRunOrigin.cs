namespace AuditGraph;

/// <summary>Where a run's report came from.</summary>
public enum AuditRunOrigin
{
    /// <summary>The run made it.</summary>
    Fresh,

    /// <summary>An earlier run made it, of the same inputs, and it is in its place.</summary>
    Reused,

    /// <summary>An earlier run made it, of the same inputs; it was missing or altered, and written again from what is stored.</summary>
    Restored,
}
