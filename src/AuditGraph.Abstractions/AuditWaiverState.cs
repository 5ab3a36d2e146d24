namespace AuditGraph;

/// <summary>Whether a waiver holds.</summary>
public enum AuditWaiverState
{
    /// <summary>It holds.</summary>
    Active,

    /// <summary>Its last day is over: it sets nothing aside any more.</summary>
    Expired,
}
