using AuditGraph.Core.Actions;
using AuditGraph.Core.Reports;

namespace AuditGraph.Bench.Engine;

/// <summary>Does nothing, so that what is left is the engine's.</summary>
internal sealed class NoAction : IAuditAction
{
    /// <summary>A catalogue in which every job of the benchmark does nothing.</summary>
    public static ActionCatalog Catalog { get; } = new(ActionCatalog.Product.Find("report.changed_since")! with { Bind = _ => new NoAction() });

    /// <inheritdoc/>
    public ActionPreview Preview(ActionContext context, CancellationToken cancellation) => new() { Baseline = "nothing" };

    /// <inheritdoc/>
    public Task<ActionResult> RunAsync(ActionContext context, CancellationToken cancellation) =>
        Task.FromResult(new ActionResult { Report = new ReportDocument("Nothing", [], "none") });
}
