namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>The type of a scalar by YAML 1.2's core schema.</summary>
internal enum ScalarKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>Null, written or left out.</summary>
    Null,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    Integer,

    /// <summary>A number with a fraction or an exponent, an infinity or not a number.</summary>
    Float,
}
