using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Reports.Oscal;

/// <summary>
/// The UUIDs of a document. All but the program's follow from what was found and when, so that the same report has the
/// same ones whenever it is written, and two reports share none.
/// </summary>
internal sealed class OscalIds
{
    // The version 5 UUID of https://github.com/auditgraph/auditgraph in the name space of URLs.
    private static readonly Guid Product = new("c8fc92e5-8f68-5747-9f53-cf47644a2bbb");

    private readonly Guid document;

    /// <summary>Makes the UUIDs of a report.</summary>
    /// <param name="found">What was found.</param>
    /// <param name="moment">When.</param>
    public OscalIds(FindingReport found, string moment) => document = NameUuid.Of(Product, NameOf(
        [
            "document", moment, found.Job, found.Title, SeverityWords.Of(found.Verdict),
            .. found.Controls.Select(control => $"control {control}"),
            .. found.Rules.Select(rule => $"rule {rule.Id}"),
            .. found.Findings.Select(finding => $"finding {finding.Fingerprint} {SeverityWords.Of(finding.State)}"),
            .. found.Gaps.Select(gap => $"gap {SeverityWords.Of(gap.Verdict)} {gap.Path}"),
        ]));

    /// <summary>That of the program, which is one in all documents.</summary>
    public static string Tool { get; } = NameUuid.Of(Product, "tool").ToString();

    /// <summary>That of the document.</summary>
    public string Document => document.ToString();

    /// <summary>That of something in the document.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="parts">What tells it from the others of its kind.</param>
    public string Of(string kind, params ReadOnlySpan<string> parts) =>
        NameUuid.Of(document, NameOf([kind, .. parts])).ToString();

    // No part holds a line feed once it is shown, so no two lists of parts are the same text.
    private static string NameOf(IEnumerable<string> parts) => string.Join('\n', parts.Select(DisplayText.Escape));
}
