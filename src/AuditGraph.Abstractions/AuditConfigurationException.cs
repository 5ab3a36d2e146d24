namespace AuditGraph;

/// <summary>A job configuration cannot be used (<c>AG1xxx</c>).</summary>
/// <param name="descriptor">What the catalogue says of this kind of error.</param>
/// <param name="message">What was wrong, and where.</param>
/// <param name="cause">The error beneath, or null.</param>
public sealed class AuditConfigurationException(AuditErrorDescriptor descriptor, string message, Exception? cause = null)
    : AuditException(descriptor, message, cause);
