using System.Diagnostics.CodeAnalysis;

namespace AuditGraph.Core.Errors;

/// <summary>Every error and diagnostic of the product, once.</summary>
internal static class ErrorCatalogue
{
    /// <summary>All entries, sorted by code.</summary>
    public static IReadOnlyList<AuditErrorDescriptor> All { get; } =
    [
        .. Fields(typeof(ConfigurationErrors)),
        .. Fields(typeof(RunErrors)).Concat(Fields(typeof(GitErrors))).Concat(Fields(typeof(ApprovalErrors))).OrderBy(entry => entry.Code, StringComparer.Ordinal),
        .. Fields(typeof(EvidenceErrors)),
        .. Fields(typeof(SnapshotErrors)),
        .. Fields(typeof(VerificationErrors)),
        .. Fields(typeof(WorkspaceErrors)),
    ];

    /// <summary>The entry with a code.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static AuditErrorDescriptor Find(string code) =>
        All.FirstOrDefault(entry => entry.Code == code)
        ?? throw new ArgumentException($"The catalogue has no code '{code}'.", nameof(code));

    /// <summary>The entries of one family, sorted by code.</summary>
    public static IEnumerable<AuditErrorDescriptor> Fields(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] Type family) =>
        family.GetFields()
            .Where(field => field.FieldType == typeof(AuditErrorDescriptor))
            .Select(field => (AuditErrorDescriptor)field.GetValue(null)!)
            .OrderBy(descriptor => descriptor.Code, StringComparer.Ordinal);
}
