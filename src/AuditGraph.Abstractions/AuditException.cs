namespace AuditGraph;

/// <summary>An error that the catalogue knows, with its code, what it is about and what to do.</summary>
/// <remarks>Catch one of the derived types for a family of codes, or this one for all.</remarks>
public abstract class AuditException : Exception
{
    private protected AuditException(AuditErrorDescriptor descriptor, string message, Exception? cause)
        : base(message, cause)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        Descriptor = descriptor;
        RecommendedAction = descriptor.RecommendedAction;
    }

    /// <summary>What the catalogue says of this kind of error.</summary>
    public AuditErrorDescriptor Descriptor { get; }

    /// <summary>The code, such as <c>AG2001</c>.</summary>
    public string Code => Descriptor.Code;

    /// <summary>What to do about it; more specific than the catalogue's where this error knows more.</summary>
    public string RecommendedAction { get; init; }

    /// <summary>The value the error is about (a name, a path), or null.</summary>
    public object? Target { get; init; }

    /// <summary>Further facts for a machine, such as <c>path</c> or <c>expected</c>.</summary>
    public ValueMap<object?> Detail { get; init; } = new();
}
