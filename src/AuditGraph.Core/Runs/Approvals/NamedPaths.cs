namespace AuditGraph.Core.Runs.Approvals;

/// <summary>Paths in a message: as many as are worth reading, and how many more there are.</summary>
internal static class NamedPaths
{
    private const int Most = 20;

    /// <summary>The first of them.</summary>
    /// <param name="paths">What is told of each, in order.</param>
    public static string Of(IReadOnlyCollection<string> paths) =>
        string.Join(", ", paths.Take(Most)) + (paths.Count > Most ? $" and {paths.Count - Most} more" : "");
}
