using static AuditGraph.AuditErrorCategory;

namespace AuditGraph.Core.Errors;

/// <summary>The catalogue's <c>AG22xx</c>: a baseline cannot be approved.</summary>
internal static class ApprovalErrors
{
    public static readonly AuditErrorDescriptor RunNotApprovable = new(
        "AG2200", nameof(RunNotApprovable), InvalidArgument,
        "What a run saw cannot be approved as a baseline.",
        "Name a run of a job whose action compares with what was approved (check.integrity), that ended well and whose snapshot is kept.");

    public static readonly AuditErrorDescriptor TreeMovedOn = new(
        "AG2201", nameof(TreeMovedOn), InvalidOperation,
        "The workspace is not what the run saw any more, so approving that run would approve what nobody has looked at.",
        "Run the job again, look at its report, and approve that run; or approve only paths that have not changed since.");

    public static readonly AuditErrorDescriptor UnseenNotApprovable = new(
        "AG2202", nameof(UnseenNotApprovable), PermissionDenied,
        "What a run could not see cannot be approved.",
        "Give the run the permission to read it and run the job again, leave it out by 'exclude', or approve other paths only.");

    public static readonly AuditErrorDescriptor ApprovalInvalid = new(
        "AG2203", nameof(ApprovalInvalid), InvalidArgument,
        "The reason or a pattern of an approval is not one that can be recorded.",
        "Say why in plain words, and name paths by patterns as in a .gitignore file.");

    public static readonly AuditErrorDescriptor PatternChoosesNothing = new(
        "AG2204", nameof(PatternChoosesNothing), InvalidArgument,
        "A pattern of an approval matches nothing, neither of what the run saw nor of what was approved before.",
        "Mind the spelling: a pattern with a slash counts from the workspace's root.");

    public static readonly AuditErrorDescriptor PartNotApprovable = new(
        "AG2205", nameof(PartNotApprovable), InvalidArgument,
        "A part cannot be approved, because what was approved before was looked at by other rules.",
        "Approve the whole run, without patterns.");

    public static readonly AuditErrorDescriptor ApprovalOvertaken = new(
        "AG2206", nameof(ApprovalOvertaken), InvalidOperation,
        "Somebody else approved a baseline of the job meanwhile.",
        "Look at what was approved, and approve again if there is still something to approve.");

    public static readonly AuditErrorDescriptor ApprovalNotFound = new(
        "AG2207", nameof(ApprovalNotFound), ObjectNotFound,
        "No approval has the id that was asked for.",
        "List the approvals with 'auditgraph baseline list --history' or Get-AuditBaseline -History.");
}
