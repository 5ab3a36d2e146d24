using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.Links;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.StaleLinks;

/// <summary>
/// Tells of links that lead nowhere now whether they led nowhere in an earlier state of the workspace. Of that the
/// names and the hashes of files are known, and not what was in them: where a hash is another one now, nobody can tell.
/// </summary>
/// <param name="question">What counts as led somewhere.</param>
/// <param name="earlier">The earlier state.</param>
/// <param name="now">The state in which they lead nowhere.</param>
internal sealed class LinkAge(LinkQuestion question, SnapshotTree earlier, SnapshotTree now)
{
    private readonly TargetSearch then = new(new TreeFolders(earlier));
    private readonly TargetSearch today = new(new TreeFolders(now));
    private readonly LinkWays ways = new(question.Root);
    private readonly IndexNames index = new(question.Index);

    /// <summary>Whether a link led nowhere then.</summary>
    /// <param name="link">What was found of it.</param>
    public bool WasStale(CheckFinding link)
    {
        var page = TreePath.FromBytes(EscapedText.Unescape(link.Path!));
        var target = LinkTarget.Parse(link.Key);
        return link.RuleId switch
        {
            LinkRuleIds.MissingTarget or LinkRuleIds.WrongCase or LinkRuleIds.MissingIndex =>
                ways.Find(page, target) is { } way && LedNowhere(then.Find(way), target),
            LinkRuleIds.MissingAnchor =>
                IsAsThen(target.IsSamePage ? TargetSearch.NamesOf(page) : ways.Find(page, target)),

            // What is wrong with it is in the page itself.
            _ => IsAsThen(TargetSearch.NamesOf(page)),
        };
    }

    private bool LedNowhere(FoundTarget found, LinkTarget target) => found.State switch
    {
        TargetState.Missing => true,
        TargetState.Found when found.Folder is { } folder => found.IsMisspelt || LacksIndex(folder),
        TargetState.Found => found.IsMisspelt || target.EndsWithSlash,
        _ => false,
    };

    private bool LacksIndex(TreeFolder folder) => question.Index.Count > 0 && index.FindIn(folder) is null;

    private bool IsAsThen(List<string>? way) =>
        way is not null && HashOf(then.Find(way)) is { } hash && hash == HashOf(today.Find(way));

    // Of a folder, what is there in its place.
    private ContentHash? HashOf(FoundTarget found)
    {
        NamedEntry? file = found.Folder is { } folder ? index.FindIn(folder) : found.Entry;
        return found.State == TargetState.Found && file?.Kind is TreeEntryKind.File or TreeEntryKind.Executable
            ? file.Hash
            : null;
    }
}
