using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>The rules of <c>check.manifest</c>.</summary>
internal static class ManifestRuleIds
{
    public const string Changed = "manifest.changed";
    public const string Missing = "manifest.missing";
    public const string Moved = "manifest.moved";
    public const string Added = "manifest.added";
    public const string Malformed = "manifest.malformed";
    public const string Outside = "manifest.outside";
    public const string Contradiction = "manifest.contradiction";
    public const string Repeated = "manifest.repeated";
    public const string Twin = "manifest.twin";
    public const string Bag = "manifest.bag";

    private static readonly CheckRule[] All =
    [
        new(Changed, AuditSeverity.Error, "Files hold what the manifest says."),
        new(Missing, AuditSeverity.Error, "What the manifest names is there."),
        new(Moved, AuditSeverity.Error, "Files are where the manifest names them."),
        new(Added, AuditSeverity.Error, "The manifest names every file."),
        new(Malformed, AuditSeverity.Error, "Every line of the manifest can be read."),
        new(Outside, AuditSeverity.Error, "The manifest names nothing outside the folder that it is of."),
        new(Contradiction, AuditSeverity.Error, "The manifest says one hash of each file."),
        new(Repeated, AuditSeverity.Warning, "The manifest names each path once."),
        new(Twin, AuditSeverity.Warning, "Names differ in more than Unicode's normal form."),
        new(Bag, AuditSeverity.Error, "A bag has what RFC 8493 asks for."),
    ];

    /// <summary>How much the findings of a rule weigh.</summary>
    public static AuditSeverity SeverityOf(string rule) => Array.Find(All, known => known.Id == rule)!.Severity;

    /// <summary>Those by which a manifest can be found wanting.</summary>
    public static IReadOnlyList<CheckRule> Of(bool isComplete, ManifestForm form) =>
    [
        .. All.Where(rule => (rule.Id != Added || isComplete) && (rule.Id != Bag || form == ManifestForm.BagIt)),
    ];
}
