using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Diagnostics;

/// <summary>Collects the diagnostics of one file and puts them in the order of their places.</summary>
/// <param name="source">The file.</param>
internal sealed class DiagnosticList(SourceText source)
{
    /// <summary>How many diagnostics of one severity are kept, so that hostile input stays cheap.</summary>
    public const int Limit = 1000;

    private readonly int[] counts = new int[3];
    private readonly Entry?[] omitted = new Entry?[3];

    // Made when there is something to remember: most files have no findings, and a start costs more than a run.
    private List<Entry>? entries;
    private HashSet<string>? faultyJobs;
    private HashSet<(string Code, SourceSpan Span, string Message)>? seen;

    /// <summary>Whether an error was reported.</summary>
    public bool HasErrors => counts[(int)DiagnosticSeverity.Error] > 0;

    /// <summary>How many errors were reported, up to the limit.</summary>
    public int ErrorCount => counts[(int)DiagnosticSeverity.Error];

    /// <summary>Whether another error would not be kept, so that its suggestion need not be sought.</summary>
    public bool IsFull => counts[(int)DiagnosticSeverity.Error] >= Limit;

    /// <summary>Whether another error would leave no trace, so that it need not even be worded.</summary>
    public bool IsClosed => omitted[(int)DiagnosticSeverity.Error] is not null;

    /// <summary>Reports a finding; a second one with the same code, place and message is dropped.</summary>
    /// <param name="rule">Its entry in the catalogue.</param>
    /// <param name="span">The characters it is about.</param>
    /// <param name="path">The place in the document.</param>
    /// <param name="message">What is wrong, with the offending text and what was expected.</param>
    /// <param name="suggestion">What was probably meant, or null.</param>
    /// <param name="fix">A safe replacement, or null.</param>
    public void Add(
        AuditErrorDescriptor rule,
        SourceSpan span,
        DocumentPath path,
        string message,
        string? suggestion = null,
        TextFix? fix = null)
    {
        DiagnosticSeverity severity = ConfigurationErrors.SeverityOf(rule);
        var entry = new Entry(rule.Code, severity, span, path, message, suggestion, fix);
        if (severity == DiagnosticSeverity.Error && path.Job is not null)
        {
            (faultyJobs ??= new HashSet<string>(StringComparer.Ordinal)).Add(path.Job);
        }

        if (counts[(int)severity] >= Limit)
        {
            omitted[(int)severity] ??= entry;
        }
        else if ((seen ??= []).Add((rule.Code, span, message)))
        {
            counts[(int)severity]++;
            (entries ??= []).Add(entry);
        }
    }

    /// <summary>Whether an error was reported in a job.</summary>
    public bool HasErrorsIn(string job) => faultyJobs?.Contains(job) == true;

    /// <summary>The diagnostics, sorted by position.</summary>
    public ValueList<JobConfigDiagnostic> ToSorted() => entries is null ? [] : Sort(entries);

    private ValueList<JobConfigDiagnostic> Sort(List<Entry> entries)
    {
        var all = new List<Entry>(entries);
        foreach (Entry? first in omitted)
        {
            if (first is not null)
            {
                all.Add(first with
                {
                    Code = ConfigurationErrors.TooManyDiagnostics.Code,
                    Message = $"there are more than {Limit} findings of the severity {DiagnosticWords.InText(first.Severity)}; the first that is not shown is here",
                    Suggestion = null,
                    Fix = null,
                });
            }
        }

        // Of two findings at one place the one that was made first stays first: the sort must be stable.
        return all.OrderBy(entry => entry.Span.Start).ThenBy(entry => entry.Span.End).Select(Place).ToValueList();
    }

    private JobConfigDiagnostic Place(Entry entry)
    {
        SourcePosition start = source.PositionOf(entry.Span.Start);
        SourcePosition end = source.PositionOf(entry.Span.End);
        return new JobConfigDiagnostic
        {
            Severity = entry.Severity,
            Code = entry.Code,
            Message = entry.Message,
            File = source.Path,
            Line = start.Line,
            Column = start.Column,
            EndLine = end.Line,
            EndColumn = end.Column,
            Job = entry.Path.Job,
            Path = entry.Path.ToString(),
            Suggestion = entry.Suggestion,
            Fix = entry.Fix,
        };
    }

    private sealed record Entry(
        string Code,
        DiagnosticSeverity Severity,
        SourceSpan Span,
        DocumentPath Path,
        string Message,
        string? Suggestion,
        TextFix? Fix);
}
