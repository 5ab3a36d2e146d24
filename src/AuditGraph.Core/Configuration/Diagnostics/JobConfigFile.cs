using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Diagnostics;

/// <summary>One configuration file, read and validated.</summary>
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
{
    /// <summary>The SHA-256 of the file's bytes in lower-case hexadecimal; null where it could not be read.</summary>
    /// <remarks>Computed when asked for: loading the cryptography costs more than reading a file of fifty jobs.</remarks>
    public string? Sha256 => Content is null ? null : ContentHash.Of(Content).ToString();

    /// <summary>The first finding that is an error, or null.</summary>
    public JobConfigDiagnostic? FirstError
    {
        get
        {
            foreach (JobConfigDiagnostic diagnostic in Diagnostics)
            {
                if (diagnostic.Severity == DiagnosticSeverity.Error)
                {
                    return diagnostic;
                }
            }

            return null;
        }
    }

    /// <summary>Whether no finding is an error.</summary>
    public bool IsValid => FirstError is null;

    /// <summary>What <c>Test-AuditJobConfig</c> shows of the file.</summary>
    public JobConfigTestResult ToTestResult() => new() { Path = Path, JobCount = JobCount, Diagnostics = Diagnostics };

    /// <summary>The file itself, where it is valid.</summary>
    /// <exception cref="AuditConfigurationException">
    /// It is not: the code is that of the first error, whose place begins the message; <c>Detail</c> holds
    /// <c>path</c>, <c>line</c>, <c>column</c> and <c>diagnostics</c> (all findings, a
    /// <see cref="ValueList{T}"/> of <see cref="JobConfigDiagnostic"/>).
    /// </exception>
    public JobConfigFile RequireValid() => FirstError is { } first ? throw Failure(first) : this;

    private AuditConfigurationException Failure(JobConfigDiagnostic first)
    {
        int others = -1;
        foreach (JobConfigDiagnostic diagnostic in Diagnostics)
        {
            others += diagnostic.Severity == DiagnosticSeverity.Error ? 1 : 0;
        }

        string more = others switch
        {
            0 => "",
            1 => " (and 1 more error)",
            _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $" (and {others} more errors)"),
        };
        AuditErrorDescriptor rule = ErrorCatalogue.Find(first.Code);
        return new AuditConfigurationException(
            rule,
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{DisplayText.Escape(first.File)}:{first.Line}:{first.Column}: {first.Message}{more}"))
        {
            Target = first,
            RecommendedAction = first.Suggestion ?? rule.RecommendedAction,
            Detail = new ValueMap<object?>(
            [
                new("path", first.File),
                new("line", first.Line),
                new("column", first.Column),
                new("diagnostics", Diagnostics),
            ]),
        };
    }
}
