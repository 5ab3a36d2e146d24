namespace AuditGraph.Core.Runs;

/// <summary>A run that is to begin.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Job">The name of its job.</param>
internal sealed record AnnouncedRun(string Id, string Job);
