using System.Runtime.ExceptionServices;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scans;

namespace AuditGraph.Core.Actions.Contents;

/// <summary>
/// Asks of files what their contents yield: each content is read once, some side by side, and none that is known.
/// </summary>
/// <param name="root">The folder that was scanned.</param>
/// <param name="cache">What is known of contents.</param>
internal sealed class ContentSurvey<TFile, TYield>(string root, ContentCache<TYield> cache)
    where TFile : IContentFile<TYield>
    where TYield : class
{
    // Enough to keep all processors at work, and few enough to be forgotten soon.
    private const int FilesAtOnce = 1024;

    private const string IsAnother = "It is no more as the scan found it, or cannot be read.";

    private long contentsRead;

    /// <summary>How many contents were read, because they were not known.</summary>
    public long ContentsRead => Interlocked.Read(ref contentsRead);

    /// <summary>
    /// Whether another survey of the same tree would find the same: nothing changed or was lost while it was read, and
    /// no answer failed.
    /// </summary>
    public bool IsRepeatable { get; private set; } = true;

    /// <summary>Looks at files, and tells of them in their order.</summary>
    /// <param name="files">The files, which are such and were seen.</param>
    /// <param name="tell">Is told of each file what its content yields, or why that cannot be told.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public void Look(
        IEnumerable<TFile> files, Action<TFile, ContentAnswer<TYield>> tell, CancellationToken cancellation)
    {
        foreach (TFile[] some in files.Chunk(FilesAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            ContentAnswer<TYield>[] answers = Array.ConvertAll(some, Recall);
            Read(some, answers, cancellation);
            for (int index = 0; index < some.Length; index++)
            {
                tell(some[index], answers[index]);
            }
        }
    }

    private ContentAnswer<TYield> Recall(TFile file) => file.Question.FindObstacle(file.Bytes) is { } obstacle
        ? new(null, obstacle)
        : new(cache.Find(file.Hash, file.Question.Digest), null);

    private void Read(TFile[] files, ContentAnswer<TYield>[] answers, CancellationToken cancellation)
    {
        int[][] contents =
        [
            .. Enumerable.Range(0, files.Length)
                .Where(index => answers[index].IsOpen)
                .GroupBy(index => (files[index].Hash, files[index].Question.Digest))
                .Select(group => group.ToArray()),
        ];
        try
        {
            Parallel.ForEach(
                contents,
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
                () => new ContentReader(root),
                (some, _, reader) =>
                {
                    TFile[] same = Array.ConvertAll(some, index => files[index]);
                    ContentAnswer<TYield> answer = Read(same, reader, cancellation);
                    Array.ForEach(some, index => answers[index] = answer);
                    return reader;
                },
                reader => reader.Dispose());
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
            throw;
        }

        IsRepeatable &= !Array.Exists(contents, some => answers[some[0]].Obstacle is not null);
    }

    // Of several files with one content any that is as it was will do.
    private ContentAnswer<TYield> Read(TFile[] files, ContentReader reader, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        TFile first = files[0];
        foreach (TFile file in files)
        {
            if (reader.TryRead(file.Path, (int)file.Bytes) is { } content && ContentHash.Of(content) == file.Hash)
            {
                Interlocked.Increment(ref contentsRead);
                if (first.Question.TryAnswer(content, out string? obstacle, cancellation) is not { } yield)
                {
                    return new(null, obstacle);
                }

                cache.Add(first.Hash, first.Question.Digest, yield);
                return new(yield, null);
            }
        }

        return new(null, IsAnother);
    }
}
