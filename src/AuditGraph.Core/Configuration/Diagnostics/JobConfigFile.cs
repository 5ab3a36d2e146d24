using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Diagnostics;

/// <summary>One file of jobs, read and validated.</summary>
/// <param name="Path">The file, as an absolute path; where the workspace has none, the one that was expected.</param>
/// <param name="Content">Its bytes; null where it could not be read.</param>
/// <param name="Text">Its characters after any byte order mark, as far as they could be decoded.</param>
/// <param name="Jobs">The jobs without faults, sorted by name (ordinal).</param>
/// <param name="JobCount">How many jobs the file defines, also where some of them are faulty.</param>
/// <param name="Diagnostics">Every finding, sorted by position.</param>
internal sealed record JobConfigFile(
    string Path,
    byte[]? Content,
    string Text,
    ValueList<AuditJob> Jobs,
    int JobCount,
    ValueList<JobConfigDiagnostic> Diagnostics)
    : ConfigFile(Path, Content, Text, Diagnostics)
{
    /// <summary>The SHA-256 of the file's bytes in lower-case hexadecimal; null where it could not be read.</summary>
    /// <remarks>Computed when asked for: loading the cryptography costs more than reading a file of fifty jobs.</remarks>
    public string? Sha256 => Content is null ? null : ContentHash.Of(Content).ToString();

    /// <inheritdoc/>
    public override string? Contents => CountText.Of(JobCount, "job");

    /// <inheritdoc/>
    public override JobConfigTestResult ToTestResult() => base.ToTestResult() with { JobCount = JobCount };

    /// <summary>The file itself, where it is valid.</summary>
    /// <exception cref="AuditConfigurationException">
    /// It is not: the code is that of the first error, whose place begins the message; <c>Detail</c> holds
    /// <c>path</c>, <c>line</c>, <c>column</c> and <c>diagnostics</c> (all findings, a
    /// <see cref="ValueList{T}"/> of <see cref="JobConfigDiagnostic"/>).
    /// </exception>
    public JobConfigFile RequireValid() => FirstError is { } first ? throw Failure(first) : this;

    private AuditConfigurationException Failure(JobConfigDiagnostic first)
    {
        AuditErrorDescriptor rule = ErrorCatalogue.Find(first.Code);
        return new AuditConfigurationException(rule, Describe(first))
        {
            Target = first,
            RecommendedAction = first.Suggestion ?? rule.RecommendedAction,
            Detail = Detail(first),
        };
    }
}
