using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Ledger;

/// <summary>Collects what a verification finds.</summary>
/// <param name="paths">The profile.</param>
internal sealed class ProblemList(ProfilePaths paths)
{
    private const int MostOfAKind = 100;

    private readonly List<AuditLedgerProblem> problems = [];

    private readonly Dictionary<AuditErrorDescriptor, int> counts = [];

    /// <summary>What was found, in the order in which it was.</summary>
    public ValueList<AuditLedgerProblem> Items => problems.ToValueList();

    /// <summary>Whether nothing was found that makes evidence invalid.</summary>
    public bool IsValid => !problems.Exists(problem => problem.Severity == DiagnosticSeverity.Error);

    /// <summary>Whether nothing was found that makes the history invalid.</summary>
    public bool IsHistoryValid => !problems.Exists(problem => problem.Severity == DiagnosticSeverity.Error
        && problem.Name is not (nameof(EvidenceErrors.OutputChanged) or nameof(EvidenceErrors.OutputMissing)));

    /// <summary>Adds something that makes evidence invalid.</summary>
    /// <param name="descriptor">What kind of thing it is.</param>
    /// <param name="message">What is wrong, in one sentence.</param>
    /// <param name="path">The file it is about, as an absolute path, or null.</param>
    /// <param name="run">The run it is about, or null.</param>
    /// <param name="expected">What was expected, or null.</param>
    /// <param name="actual">What was found, or null.</param>
    public void Error(
        AuditErrorDescriptor descriptor, string message, string? path, string? run = null, string? expected = null, string? actual = null) =>
        Add(DiagnosticSeverity.Error, descriptor, message, path, run, expected, actual);

    /// <summary>Adds something that is worth knowing while evidence holds.</summary>
    /// <inheritdoc cref="Error" path="/param"/>
    public void Warning(AuditErrorDescriptor descriptor, string message, string? path, string? run = null) =>
        Add(DiagnosticSeverity.Warning, descriptor, message, path, run, null, null);

    private void Add(
        DiagnosticSeverity severity, AuditErrorDescriptor descriptor, string message, string? path, string? run, string? expected, string? actual)
    {
        // A ledger of another tree can differ in every entry; the first hundred tell as much as all.
        int count = counts[descriptor] = counts.GetValueOrDefault(descriptor) + 1;
        if (count > MostOfAKind)
        {
            return;
        }

        problems.Add(new AuditLedgerProblem
        {
            Code = descriptor.Code,
            Name = descriptor.Name,
            Severity = severity,
            Run = run,
            Path = path is null ? null : DisplayText.Escape(Path.GetRelativePath(paths.Root, path)),
            Expected = expected,
            Actual = actual,
            RecommendedAction = descriptor.RecommendedAction,
            Message = DisplayText.Escape(count == MostOfAKind ? $"{message} Further problems of this kind are not listed." : message),
        });
    }
}
