namespace AuditGraph.Core.Actions;

/// <summary>What an action's report is a function of.</summary>
/// <param name="Fingerprint">All parts of it; none where they cannot be told in full.</param>
/// <param name="Changes">What differs from an earlier run, by name, and what keeps its report from being taken.</param>
internal sealed record ActionInputs(ValueList<AuditFingerprintPart> Fingerprint, ValueList<AuditRunReason> Changes);
