namespace AuditGraph.Core.Reports.Oscal;

/// <summary>A property of something in a document.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value.</param>
/// <param name="Space">The name space that its name is of; null for OSCAL's own.</param>
internal sealed record OscalProperty(string Name, string Value, string? Space = OscalProperty.Own)
{
    /// <summary>The name space of what AuditGraph says.</summary>
    public const string Own = "https://github.com/auditgraph/auditgraph/ns/oscal";

    /// <summary>The name space of what a rule says of its findings.</summary>
    public const string OfRule = Own + "/properties";
}
