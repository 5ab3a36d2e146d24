using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>
/// Says of a file what is wrong with its content. Nothing of the content itself is said: it may be a secret.
/// </summary>
internal static class ContentFindings
{
    /// <summary>The finding.</summary>
    public static CheckFinding Of(FileRule rule, MatchedFile file, ContentFault fault)
    {
        (string id, string sentence) = Describe(rule.Content, fault.Kind);
        string? key = fault.Kind == ContentFaultKind.TextForbidden ? fault.Text.ToString() : null;
        return FileFindings.Of(rule, file, id, sentence, key) with
        {
            Line = fault.Line,
            Column = fault.Column,
            EndLine = fault.EndColumn is null ? null : fault.Line,
            EndColumn = fault.EndColumn,
        };
    }

    private static (string Id, string Sentence) Describe(ContentDemand demand, ContentFaultKind kind) => kind switch
    {
        ContentFaultKind.TextForbidden => (FileRuleIds.TextForbidden, $"The line matches '{Shown(demand.Forbid)}', which none may."),
        ContentFaultKind.TextMissing => (FileRuleIds.TextMissing, $"No line matches '{Shown(demand.Match)}', which one must."),
        ContentFaultKind.LineEnds => (FileRuleIds.LineEnds, $"The line does not end with {demand.LineEnds!.ToUpperInvariant()} alone."),
        ContentFaultKind.ByteOrderMark => (FileRuleIds.Encoding, "The file begins with a byte order mark."),
        ContentFaultKind.Encoding => (FileRuleIds.Encoding, $"The file is not {demand.Encoding!.ToUpperInvariant()}."),
        _ => (FileRuleIds.Syntax, $"The file is not well-formed {demand.Parses!.ToUpperInvariant()}."),
    };

    private static string Shown(LinePattern? pattern) => DisplayText.Escape($"{pattern}");
}
