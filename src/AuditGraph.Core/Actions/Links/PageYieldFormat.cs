using AuditGraph.Core.Actions.Contents;

namespace AuditGraph.Core.Actions.Links;

/// <summary>The bytes of what a page yields.</summary>
/// <remarks>
/// They are <c>state links anchors elsewhere</c>: how it was read, and lists with their length before them.
/// </remarks>
internal sealed class PageYieldFormat : IYieldFormat<PageYield>
{
    private const int BinaryState = 0xff;

    private PageYieldFormat()
    {
    }

    /// <summary>The one format.</summary>
    public static PageYieldFormat Value { get; } = new();

    /// <inheritdoc/>
    public string Name => "check-links";

    /// <inheritdoc/>
    public int Version => 2;

    /// <inheritdoc/>
    public int SmallestYield => 4;

    /// <inheritdoc/>
    public void Write(YieldWriter to, PageYield yield)
    {
        to.Write(yield.IsBinary ? BinaryState : (long)yield.Obstacle);
        to.Write(yield.Links.Count);
        foreach (PageLink link in yield.Links)
        {
            to.Write((long)link.Kind);
            to.Write(link.Target);
            to.Write(link.Place.Line);
            to.Write(link.Place.Column);
            to.Write(link.Place.EndLine);
            to.Write(link.Place.EndColumn);
        }

        to.Write(yield.Anchors.Count);
        foreach (string anchor in yield.Anchors)
        {
            to.Write(anchor);
        }

        to.Write(yield.Elsewhere.Count);
        foreach ((string scheme, int count) in yield.Elsewhere)
        {
            to.Write(scheme);
            to.Write(count);
        }
    }

    /// <inheritdoc/>
    public PageYield Read(ref YieldReader from)
    {
        int state = from.ReadNumber();
        var links = new PageLink[from.ReadNumber(PageYield.Most)];
        for (int index = 0; index < links.Length; index++)
        {
            var kind = (PageLinkKind)from.ReadNumber();
            string target = from.ReadText();
            links[index] = new PageLink(kind, target, ReadPlace(ref from));
        }

        string[] anchors = new string[from.ReadNumber(PageYield.Most)];
        for (int index = 0; index < anchors.Length; index++)
        {
            anchors[index] = from.ReadText();
        }

        var elsewhere = new KeyValuePair<string, int>[from.ReadNumber(PageYield.Most)];
        for (int index = 0; index < elsewhere.Length; index++)
        {
            elsewhere[index] = new(from.ReadText(), from.ReadNumber());
        }

        return new PageYield
        {
            IsBinary = state == BinaryState,
            Obstacle = state == BinaryState ? PageObstacle.None : (PageObstacle)state,
            Links = links,
            Anchors = anchors,
            Elsewhere = elsewhere,
        };
    }

    private static PagePlace ReadPlace(ref YieldReader from) =>
        new(from.ReadNumber(), from.ReadNumber(), from.ReadNumber(), from.ReadNumber());
}
