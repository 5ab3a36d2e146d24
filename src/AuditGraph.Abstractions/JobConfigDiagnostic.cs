namespace AuditGraph;

/// <summary>One finding about a job configuration file, with the exact span it is about.</summary>
public sealed record JobConfigDiagnostic
{
    /// <summary>How much the finding weighs.</summary>
    public required DiagnosticSeverity Severity { get; init; }

    /// <summary>The finding's code in the catalogue, such as <c>AG1004</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong, with the offending text and what was expected.</summary>
    public required string Message { get; init; }

    /// <summary>The file, as an absolute path.</summary>
    public required string File { get; init; }

    /// <summary>The line of the span's first character, from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The column of the span's first character, from 1, in UTF-16 code units.</summary>
    public required int Column { get; init; }

    /// <summary>The line of the first character after the span, from 1.</summary>
    public required int EndLine { get; init; }

    /// <summary>The column of the first character after the span, from 1.</summary>
    public required int EndColumn { get; init; }

    /// <summary>The job the span belongs to, or null outside a job.</summary>
    public string? Job { get; init; }

    /// <summary>The place in the document, such as <c>jobs.nightly.action.args.since</c>; empty for the whole document.</summary>
    public required string Path { get; init; }

    /// <summary>What was probably meant, or null.</summary>
    public string? Suggestion { get; init; }

    /// <summary>A replacement that cures the finding without a change of meaning, or null where none is safe.</summary>
    public TextFix? Fix { get; init; }

    /// <summary>The finding on one line: <c>file:line:column: severity code: message</c>.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"{File}:{Line}:{Column}: {Severity.ToString().ToLowerInvariant()} {Code}: {Message}");
}
