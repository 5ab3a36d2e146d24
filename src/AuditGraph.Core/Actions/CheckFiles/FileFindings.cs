using AuditGraph.Core.Actions.Checks;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>Makes findings of what rules found.</summary>
internal static class FileFindings
{
    /// <summary>A finding.</summary>
    /// <param name="rule">The job's rule.</param>
    /// <param name="file">The file; null where it is none's.</param>
    /// <param name="id">What the rule asked for.</param>
    /// <param name="sentence">What is wrong, where the rule does not say so itself.</param>
    /// <param name="key">What tells it from others of the rule in the file; null where there is only one.</param>
    public static CheckFinding Of(FileRule rule, MatchedFile? file, string id, string sentence, string? key = null) =>
        new(id, rule.Severity, rule.Message ?? sentence, key is null ? rule.Name : $"{rule.Name}\n{key}")
        {
            Path = file?.Path.ToString(),
            Properties = new([new("rule", rule.Name)]),
        };
}
