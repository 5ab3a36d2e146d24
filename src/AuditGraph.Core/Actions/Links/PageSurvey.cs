using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Links;

/// <summary>Finds out what files yield as pages.</summary>
/// <param name="root">The folder that was scanned.</param>
/// <param name="cache">What is known of contents.</param>
/// <param name="slugs">Whose rules make anchors of headings.</param>
internal sealed class PageSurvey(string root, ContentCache<PageYield> cache, SlugRule slugs)
{
    private readonly ContentSurvey<AskedPage, PageYield> survey = new(root, cache);
    private readonly PageQuestion ofMarkdown = new(PageFormat.Markdown, slugs);
    private readonly PageQuestion ofHtml = new(PageFormat.Html, slugs);
    private readonly Dictionary<PageFile, PageYield> yields = [];
    private readonly Dictionary<PageFile, string> obstacles = [];

    /// <summary>How many contents were read, because they were not known.</summary>
    public long ContentsRead => survey.ContentsRead;

    /// <summary>What could not be looked at, and why, in a sentence.</summary>
    public IReadOnlyDictionary<PageFile, string> Obstacles => obstacles;

    /// <summary>
    /// Whether another survey of the same tree would find the same: nothing changed or was lost while it was read.
    /// </summary>
    public bool IsRepeatable => survey.IsRepeatable;

    /// <summary>What a file that was looked at yields; null where it could not be looked at.</summary>
    public PageYield? Of(PageFile page) => yields.GetValueOrDefault(page);

    /// <summary>Looks at files.</summary>
    /// <param name="pages">The files, each once.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Look(IReadOnlyCollection<PageFile> pages, CancellationToken cancellation) => survey.Look(
        pages.Select(page => new AskedPage(page, page.Format == PageFormat.Html ? ofHtml : ofMarkdown)),
        Take,
        cancellation);

    private void Take(AskedPage asked, ContentAnswer<PageYield> answer)
    {
        if ((answer.Obstacle ?? Describe(answer.Yield!.Obstacle)) is { } obstacle)
        {
            obstacles[asked.Page] = obstacle;
        }
        else
        {
            yields[asked.Page] = answer.Yield!;
        }
    }

    private static string? Describe(PageObstacle obstacle) => obstacle switch
    {
        PageObstacle.None => null,
        PageObstacle.TooDeep => "It is nested more deeply than Markdown is read.",
        PageObstacle.Unparsable => "It cannot be read as Markdown.",
        PageObstacle.TooIntricate => "It is written in a way that takes too long to read as Markdown.",
        _ => $"It has more than the {CountText.Of(PageYield.Most, "link", "links")} or anchors that are looked at.",
    };

    private sealed record AskedPage(PageFile Page, IContentQuestion<PageYield> Question) : IContentFile<PageYield>
    {
        public TreePath Path => Page.Path;

        public long Bytes => Page.Bytes;

        public ContentHash Hash => Page.Hash;
    }
}
