using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>The rules of <c>check.integrity</c> as findings name them: what a job's own rules can watch.</summary>
internal static class IntegrityRuleIds
{
    public const string Unapproved = "integrity.unapproved";
    public const string Added = "integrity.added";
    public const string Removed = "integrity.removed";
    public const string Type = "integrity.type";
    public const string Content = "integrity.content";
    public const string Size = "integrity.size";
    public const string Shrunk = "integrity.shrunk";
    public const string Mode = "integrity.mode";
    public const string Owner = "integrity.owner";
    public const string Links = "integrity.links";

    private static readonly (CheckRule Rule, Watch Watch)[] All =
    [
        (new(Unapproved, AuditSeverity.Error, "Somebody has approved what is compared with."), Watch.Nothing),
        (new(Added, AuditSeverity.Error, "Nothing is there that was not approved."), Watch.Nothing),
        (new(Removed, AuditSeverity.Error, "What was approved is there."), Watch.Nothing),
        (new(Type, AuditSeverity.Error, "Files, links and folders are what they were."), Watch.Nothing),
        (new(Content, AuditSeverity.Error, "Files hold what was approved."), Watch.Content | Watch.Growing),
        (new(Size, AuditSeverity.Error, "Files have as many bytes as were approved."), Watch.Size),
        (new(Shrunk, AuditSeverity.Error, "Files that grow are not smaller than approved."), Watch.Growing),
        (new(Mode, AuditSeverity.Error, "Permissions are as approved."), Watch.Mode),
        (new(Owner, AuditSeverity.Error, "Users and groups are as approved."), Watch.Owner),
        (new(Links, AuditSeverity.Error, "Targets of links and numbers of names are as approved."), Watch.Links),
    ];

    /// <summary>Those by which a policy can find something.</summary>
    public static IReadOnlyList<CheckRule> Of(IntegrityPolicy policy)
    {
        Watch watched = policy.Rules.Aggregate(Watch.Nothing, (all, rule) => all | rule.Watch);
        return
        [
            .. All.Where(rule => rule.Watch == Watch.Nothing || (rule.Watch & watched) != 0).Select(rule => rule.Rule),
        ];
    }
}
