namespace AuditGraph.Core.Configuration.Diagnostics;

/// <summary>The words for severities in each of the formats that diagnostics are written in.</summary>
internal static class DiagnosticWords
{
    /// <summary>The word in text and JSON.</summary>
    public static string InText(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "hint",
    };

    /// <summary>The level in SARIF 2.1.0.</summary>
    public static string InSarif(DiagnosticSeverity severity) => severity == DiagnosticSeverity.Hint ? "note" : InText(severity);

    /// <summary>The command of GitHub's workflow annotations.</summary>
    public static string InGitHub(DiagnosticSeverity severity) => severity == DiagnosticSeverity.Hint ? "notice" : InText(severity);

    /// <summary>A file's path relative to a folder with forward slashes, or the path itself where it is outside.</summary>
    public static string RelativePath(string folder, string path)
    {
        string prefix = folder.EndsWith('/') ? folder : folder + "/";
        return path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : path;
    }
}
