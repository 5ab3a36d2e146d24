namespace AuditGraph;

/// <summary>Recorded evidence is missing or does not match (<c>AG3xxx</c>).</summary>
/// <param name="descriptor">What the catalogue says of this kind of error.</param>
/// <param name="message">What was wrong, and where.</param>
/// <param name="cause">The error beneath, or null.</param>
public sealed class AuditEvidenceException(AuditErrorDescriptor descriptor, string message, Exception? cause = null)
    : AuditException(descriptor, message, cause);
