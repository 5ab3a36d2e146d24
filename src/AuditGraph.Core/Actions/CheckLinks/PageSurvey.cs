using System.Runtime.ExceptionServices;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scans;

namespace AuditGraph.Core.Actions.CheckLinks;

/// <summary>Finds out what files yield as pages: each content is read once, and none that is known.</summary>
/// <param name="root">The folder that was scanned.</param>
/// <param name="cache">What is known of contents.</param>
/// <param name="slugs">Whose rules make anchors of headings.</param>
internal sealed class PageSurvey(string root, PageCache cache, SlugRule slugs)
{
    private const string IsAnother = "It is no more as the scan found it, or cannot be read.";

    private readonly Dictionary<(ContentHash, PageFormat), PageYield> yields = [];
    private readonly Dictionary<PageFile, string> obstacles = [];

    /// <summary>How many files were read, because their content was not known.</summary>
    public long FilesRead { get; private set; }

    /// <summary>What could not be looked at, and why, in a sentence.</summary>
    public IReadOnlyDictionary<PageFile, string> Obstacles => obstacles;

    /// <summary>
    /// Whether another survey of the same tree would find the same: nothing changed or was lost while it was read.
    /// </summary>
    public bool IsRepeatable { get; private set; } = true;

    /// <summary>What a file that was looked at yields; null where it could not be looked at.</summary>
    public PageYield? Of(PageFile page) =>
        !obstacles.ContainsKey(page)
        && yields.GetValueOrDefault((page.Hash, page.Format)) is { Obstacle: PageObstacle.None } yield
            ? yield
            : null;

    /// <summary>Looks at files, those that must be read side by side.</summary>
    /// <param name="pages">The files, each once.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Look(IReadOnlyCollection<PageFile> pages, CancellationToken cancellation)
    {
        var open = new List<PageFile>();
        foreach (PageFile page in pages)
        {
            if (page.Bytes > PageReader.LargestOf(page.Format))
            {
                yields[(page.Hash, page.Format)] = new PageYield { Obstacle = PageObstacle.TooLarge };
            }
            else if (!yields.ContainsKey((page.Hash, page.Format)))
            {
                if (cache.Find(page.Hash, page.Format, slugs) is { } known)
                {
                    yields.Add((page.Hash, page.Format), known);
                }
                else
                {
                    open.Add(page);
                }
            }
        }

        Read(open, cancellation);
        foreach (PageFile page in pages)
        {
            if (yields.GetValueOrDefault((page.Hash, page.Format)) is not { } yield)
            {
                obstacles[page] = IsAnother;
                IsRepeatable = false;
            }
            else if (Describe(yield.Obstacle, page.Format) is { } obstacle)
            {
                obstacles[page] = obstacle;
            }
        }
    }

    private void Read(List<PageFile> open, CancellationToken cancellation)
    {
        // Of several files with one content any that is as it was will do.
        PageFile[][] contents = [.. open.GroupBy(page => (page.Hash, page.Format)).Select(group => group.ToArray())];
        var found = new PageYield?[contents.Length];
        try
        {
            Parallel.For(
                0,
                contents.Length,
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = Environment.ProcessorCount,
                    CancellationToken = cancellation,
                },
                () => new ContentReader(root),
                (index, _, reader) =>
                {
                    found[index] = contents[index].Select(page => Read(reader, page)).FirstOrDefault(yield => yield is not null);
                    return reader;
                },
                reader => reader.Dispose());
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
            throw;
        }

        foreach ((PageFile[] files, PageYield? yield) in contents.Zip(found))
        {
            if (yield is not null)
            {
                FilesRead++;
                yields.Add((files[0].Hash, files[0].Format), yield);
                cache.Add(files[0].Hash, files[0].Format, slugs, yield);
            }
        }
    }

    private PageYield? Read(ContentReader reader, PageFile page) =>
        reader.TryRead(page.Path, (int)page.Bytes) is { } content && ContentHash.Of(content) == page.Hash
            ? PageReader.Read(content, page.Format, slugs)
            : null;

    private static string? Describe(PageObstacle obstacle, PageFormat format) => obstacle switch
    {
        PageObstacle.None => null,
        PageObstacle.TooLarge =>
            $"It is larger than the {PageReader.LargestOf(format) >> 20} MiB of {NameOf(format)} that are read.",
        PageObstacle.TooDeep => "It is nested more deeply than Markdown is read.",
        PageObstacle.Unparsable => "It cannot be read as Markdown.",
        PageObstacle.TooIntricate => "It is written in a way that takes too long to read as Markdown.",
        _ => $"It has more than the {CountText.Of(PageYield.Most, "link", "links")} or anchors that are looked at.",
    };

    private static string NameOf(PageFormat format) => format == PageFormat.Html ? "HTML" : "Markdown";
}
