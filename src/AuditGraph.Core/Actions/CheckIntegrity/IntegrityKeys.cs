namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>The keys of the rules of <c>check.integrity</c>, and the words that they take.</summary>
internal static class IntegrityKeys
{
    public const string Rules = "rules";
    public const string Path = "path";
    public const string Watch = "watch";

    private const string Content = "content";
    private const string Size = "size";
    private const string Mode = "mode";
    private const string Owner = "owner";
    private const string Links = "links";
    private const string Growing = "growing";
    private const string Immutable = "immutable";
    private const string Ignore = "ignore";

    private static readonly (string Word, Watch Watch)[] Watches =
    [
        (Content, CheckIntegrity.Watch.Content),
        (Size, CheckIntegrity.Watch.Size),
        (Mode, CheckIntegrity.Watch.Mode),
        (Owner, CheckIntegrity.Watch.Owner),
        (Links, CheckIntegrity.Watch.Links),
        (Growing, CheckIntegrity.Watch.Growing),
        (Immutable, CheckIntegrity.Watch.Everything),
        (Ignore, CheckIntegrity.Watch.Nothing),
    ];

    /// <summary>What <c>watch</c> takes.</summary>
    public static ValueList<string> WatchWords { get; } =
        ValueList.Create<string>(Array.ConvertAll(Watches, watch => watch.Word));

    /// <summary>Words of which a rule can have one at most, because the others say something else.</summary>
    public static ValueList<ValueList<string>> Contradictions { get; } = new[]
    {
        new[] { Ignore, Immutable, Growing, Content },
        [Ignore, Immutable, Growing, Size],
        [Ignore, Immutable, Mode],
        [Ignore, Immutable, Owner],
        [Ignore, Immutable, Links],
    }.Select(words => words.ToValueList()).ToValueList();

    /// <summary>What some words mean together.</summary>
    public static Watch WatchOf(IEnumerable<string> words) => words
        .Select(word => Array.Find(Watches, one => one.Word == word).Watch)
        .Aggregate(CheckIntegrity.Watch.Nothing, (all, watch) => all | watch);

    /// <summary>The shortest words for what a rule watches, in the order of their documentation.</summary>
    public static ValueList<string> WordsOf(Watch watch) => watch switch
    {
        CheckIntegrity.Watch.Everything => [Immutable],
        CheckIntegrity.Watch.Nothing => [Ignore],
        _ => Watches
            .Where(one => one.Watch is not (CheckIntegrity.Watch.Everything or CheckIntegrity.Watch.Nothing))
            .Where(one => watch.HasFlag(one.Watch))
            .Select(one => one.Word)
            .ToValueList(),
    };
}
