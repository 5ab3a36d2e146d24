using System.Globalization;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Configuration.Diagnostics;

/// <summary>One configuration file, read and validated.</summary>
/// <param name="Path">The file, as an absolute path; where the workspace has none, the one that was expected.</param>
/// <param name="Content">Its bytes; null where it could not be read.</param>
/// <param name="Text">Its characters after any byte order mark, as far as they could be decoded.</param>
/// <param name="Diagnostics">Every finding, sorted by position.</param>
internal record ConfigFile(string Path, byte[]? Content, string Text, ValueList<JobConfigDiagnostic> Diagnostics)
{
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

    /// <summary>What the file holds, in words, such as <c>2 jobs</c>; null where there is nothing to count.</summary>
    public virtual string? Contents => null;

    /// <summary>What <c>Test-AuditJobConfig</c> shows of the file.</summary>
    public virtual JobConfigTestResult ToTestResult() => new() { Path = Path, JobCount = 0, Diagnostics = Diagnostics };

    /// <summary>The first error with its place, and how many others there are.</summary>
    protected string Describe(JobConfigDiagnostic first)
    {
        int others = -1;
        foreach (JobConfigDiagnostic diagnostic in Diagnostics)
        {
            others += diagnostic.Severity == DiagnosticSeverity.Error ? 1 : 0;
        }

        string more = others == 0 ? "" : $" (and {CountText.Of(others, "more error")})";
        return string.Create(
            CultureInfo.InvariantCulture, $"{DisplayText.Escape(first.File)}:{first.Line}:{first.Column}: {first.Message}{more}");
    }

    /// <summary>
    /// What an error tells beside its message: <c>path</c>, <c>line</c>, <c>column</c> and <c>diagnostics</c> (all findings, a
    /// <see cref="ValueList{T}"/> of <see cref="JobConfigDiagnostic"/>).
    /// </summary>
    protected ValueMap<object?> Detail(JobConfigDiagnostic first) => new(
    [
        new("path", first.File),
        new("line", first.Line),
        new("column", first.Column),
        new("diagnostics", Diagnostics),
    ]);
}
