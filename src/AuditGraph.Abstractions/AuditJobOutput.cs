namespace AuditGraph;

/// <summary>A file that a job's report is written to.</summary>
/// <param name="RelativePath">Where: a path with forward slashes, relative to the workspace's root and below <c>exports/</c>.</param>
/// <param name="Format">The format, such as <c>md</c>.</param>
public sealed record AuditJobOutput(string RelativePath, string Format)
{
    /// <summary>The path and the format, as in <c>exports/reports/links.sarif (sarif)</c>.</summary>
    public override string ToString() => $"{RelativePath} ({Format})";
}
