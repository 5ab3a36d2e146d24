namespace AuditGraph.Core.Actions.Links;

/// <summary>Gathers what a page yields while it is read.</summary>
/// <param name="text">The page.</param>
/// <param name="slugs">Whose rules make anchors of headings.</param>
internal sealed class PageBuilder(string text, SlugRule slugs)
{
    // Schemes beyond these are counted together: nobody has so many, and a page could have a million.
    private const int MostSchemes = 20;

    private const string OtherSchemes = "other";

    private readonly LineIndex lines = new(text);
    private readonly List<(int Start, PageLink Link)> links = [];
    private readonly List<string> anchors = [];
    private readonly List<(int Start, string Text, string? Id)> headings = [];
    private readonly SortedDictionary<string, int> elsewhere = new(StringComparer.Ordinal);

    /// <summary>Takes note of something that leads elsewhere.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="target">Where it leads.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="end">Where it ends.</param>
    public void AddLink(PageLinkKind kind, string target, int start, int end)
    {
        if (LinkTarget.SchemeOf(target) is { } scheme)
        {
            AddElsewhere(scheme);
        }
        else
        {
            Add(kind, target, start, end);
        }
    }

    /// <summary>Takes note of a label.</summary>
    public void AddLabel(PageLinkKind kind, string label, int start, int end) => Add(kind, label, start, end);

    /// <summary>Counts a link to elsewhere.</summary>
    public void AddElsewhere(string scheme)
    {
        string counted = elsewhere.ContainsKey(scheme) || elsewhere.Count < MostSchemes ? scheme : OtherSchemes;
        elsewhere[counted] = elsewhere.GetValueOrDefault(counted) + 1;
    }

    /// <summary>Takes note of an anchor.</summary>
    public void AddAnchor(string anchor)
    {
        if (anchor.Length > 0)
        {
            anchors.Add(anchor);
        }
    }

    /// <summary>Takes note of a heading.</summary>
    /// <param name="start">Where it begins.</param>
    /// <param name="heading">Its text.</param>
    /// <param name="id">The anchor that it gives itself, or null.</param>
    public void AddHeading(int start, string heading, string? id = null) => headings.Add((start, heading, id));

    /// <summary>What the page yields.</summary>
    public PageYield Build()
    {
        var slugger = new HeadingAnchors(slugs);
        foreach ((_, string heading, string? id) in headings.OrderBy(heading => heading.Start))
        {
            AddAnchor(id ?? slugger.Next(heading));
        }

        return links.Count > PageYield.Most || anchors.Count > PageYield.Most
            ? new PageYield { Obstacle = PageObstacle.TooMany }
            : new PageYield
            {
                Links = [.. links.OrderBy(link => link.Start).Select(link => link.Link)],
                Anchors = [.. anchors.Distinct(StringComparer.Ordinal)],
                Elsewhere = [.. elsewhere],
            };
    }

    private void Add(PageLinkKind kind, string target, int start, int end) =>
        links.Add((start, new PageLink(kind, target, lines.PlaceOf(start, end))));
}
