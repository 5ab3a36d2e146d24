using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Contents;

/// <summary>
/// Asks what is to be asked of a file while the scan has its content at hand. What it finds is in the cache when the
/// survey comes to the file; what it does not hear of, such as large files, the survey reads.
/// </summary>
/// <param name="cache">What is known of contents.</param>
/// <param name="enter">Tells of a folder what is asked of its files; null where nothing is.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class ContentForesight<TYield>(
    ContentCache<TYield> cache, Func<TreePath, QuestionFinder<TYield>?> enter, CancellationToken cancellation)
    where TYield : class
{
    private long filesRead;

    /// <summary>Of how many files the content was not known.</summary>
    public long FilesRead => Interlocked.Read(ref filesRead);

    /// <summary>Listens to the files of a folder, if anything is asked of them.</summary>
    public ContentListener? Enter(TreePath folder) => enter(folder) is not { } find
        ? null
        : (ReadOnlySpan<byte> name, in ContentHash hash, ReadOnlySpan<byte> content) => Take(find(name), hash, content);

    private void Take(IContentQuestion<TYield>? question, in ContentHash hash, ReadOnlySpan<byte> content)
    {
        if (question is null
            || question.FindObstacle(content.Length) is not null
            || cache.Find(hash, question.Digest) is not null)
        {
            return;
        }

        // Where there is no answer, it is for the survey to find that out and to say so.
        if (question.TryAnswer(content.ToArray(), out _, cancellation) is { } yield)
        {
            cache.Add(hash, question.Digest, yield);
            Interlocked.Increment(ref filesRead);
        }
    }
}

/// <summary>What is asked of a file of a folder; null where nothing is.</summary>
/// <param name="name">The file's name.</param>
internal delegate IContentQuestion<TYield>? QuestionFinder<TYield>(ReadOnlySpan<byte> name)
    where TYield : class;
