namespace AuditGraph;

/// <summary>One of the things that a run's report is a function of, such as what its job looks at.</summary>
/// <param name="Name">Which: <c>action</c>, <c>arguments</c>, <c>output</c>, <c>scope</c>, <c>inputs</c> or <c>baseline</c>.</param>
/// <param name="Value">What it was: a short text, or a hash.</param>
public sealed record AuditFingerprintPart(string Name, string Value)
{
    /// <summary>The part as <c>name: value</c>.</summary>
    public override string ToString() => $"{Name}: {Value}";
}
