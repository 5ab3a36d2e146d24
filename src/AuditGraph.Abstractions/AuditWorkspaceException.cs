namespace AuditGraph;

/// <summary>The workspace cannot be found, read or written (<c>AG4xxx</c>).</summary>
/// <param name="descriptor">What the catalogue says of this kind of error.</param>
/// <param name="message">What was wrong, and where.</param>
/// <param name="cause">The error beneath, or null.</param>
public sealed class AuditWorkspaceException(AuditErrorDescriptor descriptor, string message, Exception? cause = null)
    : AuditException(descriptor, message, cause);
