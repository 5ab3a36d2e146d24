namespace AuditGraph;

/// <summary>What the catalogue says of one kind of error or diagnostic.</summary>
/// <param name="Code">The code: <c>AG1xxx</c> configuration, <c>AG2xxx</c> run, <c>AG3xxx</c> evidence, <c>AG4xxx</c> workspace.</param>
/// <param name="Name">The stable name, which is the first part of PowerShell's <c>FullyQualifiedErrorId</c>.</param>
/// <param name="Category">The kind of error.</param>
/// <param name="Summary">What it means, in one sentence.</param>
/// <param name="RecommendedAction">What to do about it, in one sentence.</param>
public sealed record AuditErrorDescriptor(
    string Code,
    string Name,
    AuditErrorCategory Category,
    string Summary,
    string RecommendedAction);
