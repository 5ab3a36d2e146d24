namespace AuditGraph;

/// <summary>Where a run's report came from.</summary>
public enum AuditRunOrigin
{
    /// <summary>The run made it.</summary>
    Fresh,
}
