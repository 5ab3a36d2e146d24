using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.Links;

/// <summary>The rules by which links are followed.</summary>
internal static class LinkRuleIds
{
    public const string MissingTarget = "links.missing-target";
    public const string WrongCase = "links.wrong-case";
    public const string MissingIndex = "links.missing-index";
    public const string MissingAnchor = "links.missing-anchor";
    public const string OutsideWorkspace = "links.outside-workspace";
    public const string EmptyTarget = "links.empty-target";
    public const string UndefinedReference = "links.undefined-reference";
    public const string UnusedDefinition = "links.unused-definition";

    private static readonly CheckRule[] All =
    [
        new(MissingTarget, AuditSeverity.Error, "Links lead to files and folders that are there."),
        new(WrongCase, AuditSeverity.Error, "Links spell names as they are spelt, capital letters included."),
        new(MissingIndex, AuditSeverity.Error, "Folders that links lead to have an index."),
        new(MissingAnchor, AuditSeverity.Error, "Links lead to anchors that are there."),
        new(OutsideWorkspace, AuditSeverity.Warning, "Links stay within the workspace."),
        new(EmptyTarget, AuditSeverity.Warning, "Links in Markdown say where they lead."),
        new(UndefinedReference, AuditSeverity.Warning, "References have a definition."),
        new(UnusedDefinition, AuditSeverity.Note, "Definitions are referred to."),
    ];

    /// <summary>How much the findings of a rule weigh.</summary>
    public static AuditSeverity SeverityOf(string rule) => Array.Find(All, known => known.Id == rule)!.Severity;

    /// <summary>Those by which a job can find something.</summary>
    public static IReadOnlyList<CheckRule> Of(LinkQuestion question) =>
    [
        .. All.Where(rule =>
            (rule.Id != MissingIndex || question.Index.Count > 0) && (rule.Id != MissingAnchor || question.Anchors)),
    ];
}
