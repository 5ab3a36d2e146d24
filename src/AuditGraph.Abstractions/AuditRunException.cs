namespace AuditGraph;

/// <summary>A run cannot be started, or failed (<c>AG2xxx</c>).</summary>
/// <param name="descriptor">What the catalogue says of this kind of error.</param>
/// <param name="message">What was wrong, and where.</param>
/// <param name="cause">The error beneath, or null.</param>
public sealed class AuditRunException(AuditErrorDescriptor descriptor, string message, Exception? cause = null)
    : AuditException(descriptor, message, cause);
