namespace AuditGraph.Core.Actions.Links;

/// <summary>Counts what is not checked, so that none of it is passed over in silence.</summary>
internal sealed class UncheckedLinks
{
    public const string Ignored = "matches ignore";
    public const string LeftOut = "what the job leaves out";
    public const string Unseen = "what was not seen";
    public const string BehindLink = "a symbolic link out of the workspace";
    public const string LineNumber = "a line number";
    public const string Anchor = "an anchor";
    public const string AnchorOfOther = "an anchor of what is neither Markdown nor HTML";
    public const string AnchorOfUnread = "an anchor of a page that could not be looked at";

    private readonly SortedDictionary<string, long> counts = new(StringComparer.Ordinal);

    /// <summary>What is not checked, and how often.</summary>
    public IReadOnlyCollection<KeyValuePair<string, long>> Counts => counts;

    /// <summary>Counts something.</summary>
    public void Add(string what, long count = 1) => counts[what] = counts.GetValueOrDefault(what) + count;
}
