namespace AuditGraph.Bench.Engine;

/// <summary>Does nothing, so that what is left is the engine's.</summary>
internal sealed class NoAction : IAuditAction
{
    /// <inheritdoc/>
    public ActionDescriptor Descriptor { get; } = new() { Type = "bench.none", Summary = "Does nothing.", ReportVersion = 1, Formats = ["md"], Parameters = [] };

    /// <inheritdoc/>
    public AuditActionPreview Preview(AuditActionContext context, CancellationToken cancellation) => new() { Baseline = "nothing" };

    /// <inheritdoc/>
    public AuditActionResult Run(AuditActionContext context, CancellationToken cancellation) => new() { Report = new ReportDocument("Nothing", [], "none") };
}
