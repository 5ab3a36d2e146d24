using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>What rules find without reading: whether files are there, their names, sizes and modes.</summary>
internal static class TreeChecks
{
    /// <summary>What a rule finds about one file.</summary>
    public static IEnumerable<CheckFinding> Look(FileRule rule, MatchedFile file)
    {
        string what = file.Kind == TreeEntryKind.Link ? "The link" : "The file";
        if (rule.Present == false)
        {
            yield return FileFindings.Of(rule, file, FileRuleIds.Forbidden, $"{what} must not be there.");
        }

        string name = EscapedText.Escape(file.Path.Name);
        if (rule.FileName?.IsMatch(name) == false)
        {
            yield return FileFindings.Of(rule, file, FileRuleIds.Name, $"{what}'s name does not match '{rule.FileName}'.");
        }

        if (!file.IsFile)
        {
            yield break;
        }

        if (file.Bytes < rule.MinBytes)
        {
            yield return FileFindings.Of(
                rule, file, FileRuleIds.TooSmall, $"The file has {Bytes(file.Bytes)}; it must have at least {Bytes(rule.MinBytes.Value)}.");
        }

        if (file.Bytes > rule.MaxBytes)
        {
            yield return FileFindings.Of(
                rule, file, FileRuleIds.TooLarge, $"The file has {Bytes(file.Bytes)}; it may have at most {Bytes(rule.MaxBytes.Value)}.");
        }

        if (rule.Executable is { } executable && executable != (file.Kind == TreeEntryKind.Executable))
        {
            yield return FileFindings.Of(
                rule,
                file,
                FileRuleIds.Executable,
                executable ? "The file must be executable by its owner." : "The file must not be executable by its owner.");
        }
    }

    /// <summary>That no file is there that a rule asks for.</summary>
    public static CheckFinding Missing(FileRule rule) => FileFindings.Of(
        rule,
        file: null,
        FileRuleIds.Missing,
        $"No file is there that matches {string.Join(" or ", rule.Files.Select(glob => $"'{DisplayText.Escape(glob)}'"))}.");

    private static string Bytes(long count) => CountText.Of(count, "byte");
}
