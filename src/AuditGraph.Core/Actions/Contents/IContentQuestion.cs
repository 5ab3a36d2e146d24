using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.Contents;

/// <summary>What is asked of contents, and how the answer is found. For several threads at once.</summary>
/// <typeparam name="TYield">The answer. Nothing in it depends on which file has the content.</typeparam>
internal interface IContentQuestion<TYield>
    where TYield : class
{
    /// <summary>What tells it from all others of its kind, and from what another version would answer.</summary>
    ContentHash Digest { get; }

    /// <summary>Why a file of so many bytes is not read, in a sentence; null where it is.</summary>
    string? FindObstacle(long bytes);

    /// <summary>The answer; null where a content has none, for a reason that is told in a sentence.</summary>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    TYield? TryAnswer(byte[] content, out string? obstacle, CancellationToken cancellation);
}
