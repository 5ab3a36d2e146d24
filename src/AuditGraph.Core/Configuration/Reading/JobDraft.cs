using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>A job while it is being validated, with the places that findings across jobs need.</summary>
internal sealed class JobDraft
{
    /// <summary>The name as written; null where it is missing.</summary>
    public required string? Name { get; init; }

    /// <summary>The name's characters, or those of the job where it is missing.</summary>
    public required SourceSpan NameSpan { get; init; }

    /// <summary>The job's place.</summary>
    public required DocumentPath Path { get; init; }

    /// <summary>Whether another job before it has the same name.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>The items under <c>needs</c> that could be read.</summary>
    public List<NeedItem> Needs { get; set; } = [];

    /// <summary>The names of other jobs among its arguments.</summary>
    public List<TextItem> NamedJobs { get; } = [];

    /// <summary>Where its report goes, as far as that is known.</summary>
    public List<DraftOutput> Outputs { get; } = [];

    /// <summary>The job, where nothing is wrong with it by itself.</summary>
    public AuditJob? Job { get; set; }
}
