using System.Management.Automation;
using AuditGraph.Core.Canonical;

namespace AuditGraph.PowerShell.Pipeline;

/// <summary>Writes what work on the pipeline's own thread reports straight to the cmdlet's streams.</summary>
/// <param name="cmdlet">The cmdlet.</param>
internal sealed class StreamObserver(Cmdlet cmdlet) : IAuditObserver
{
    /// <inheritdoc/>
    public void OnProgress(AuditProgress progress)
    {
        // What is done on the pipeline's thread is over before a progress bar would be of use.
    }

    /// <inheritdoc/>
    public void OnVerbose(string message) => cmdlet.WriteVerbose(DisplayText.Escape(message));

    /// <inheritdoc/>
    public void OnWarning(string message) => cmdlet.WriteWarning(DisplayText.Escape(message));
}
