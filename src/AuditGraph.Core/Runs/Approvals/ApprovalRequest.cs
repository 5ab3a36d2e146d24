using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration.Reading;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Redaction;

namespace AuditGraph.Core.Runs.Approvals;

/// <summary>What somebody asks to be approved.</summary>
/// <param name="Run">The id of the run whose state is approved.</param>
/// <param name="Paths">The patterns of what is approved; none for everything.</param>
/// <param name="Reason">Why.</param>
internal sealed record ApprovalRequest(string Run, ValueList<string> Paths, string Reason)
{
    private const int MostPatterns = 32;

    /// <summary>The request as it can be recorded: without secrets in the reason.</summary>
    /// <param name="redactor">What masks them.</param>
    /// <exception cref="AuditRunException"><c>ApprovalInvalid</c>.</exception>
    public ApprovalRequest Checked(SecretRedactor redactor)
    {
        if (string.IsNullOrWhiteSpace(Reason) || !TextRules.IsLines(Reason))
        {
            throw Invalid(nameof(Reason), $"A reason is words, {TextRules.ExpectedLines}.");
        }

        if (Paths.Count > MostPatterns)
        {
            throw Invalid(nameof(Paths), $"An approval takes at most {MostPatterns} patterns.");
        }

        foreach (string path in Paths)
        {
            if (!TextRules.IsGlob(path))
            {
                throw Invalid(path, $"'{DisplayText.Escape(path)}' is not {TextRules.ExpectedGlob}.");
            }

            if (GlobAdvice.On(path, isInclude: true) is { } advice)
            {
                throw Invalid(path, $"The pattern '{DisplayText.Escape(path)}' {advice.Fault}; {advice.Advice}");
            }

            if (RecordText.Of(path, redactor) != path)
            {
                // Masked it would mean something else, and the ledger keeps for ever what it is given.
                throw Invalid(nameof(Paths), "A pattern looks like a secret, and the ledger would keep it for ever.");
            }
        }

        if (Paths.Count > 0 && Paths.All(path => path[0] == '!'))
        {
            throw Invalid(nameof(Paths), "Patterns that only take back approve nothing; begin with one such as '*'.");
        }

        return this with { Reason = RecordText.Of(Reason.Trim(), redactor) };
    }

    private static AuditRunException Invalid(string target, string message) =>
        new(ApprovalErrors.ApprovalInvalid, message) { Target = target };
}
