using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scans;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>What rules ask about the content of one file. Each is for one thread at a time.</summary>
/// <param name="file">The file.</param>
internal sealed class ContentQuestion(MatchedFile file)
{
    /// <summary>The file.</summary>
    public MatchedFile File => file;

    /// <summary>What is known of its content; null as long as nothing is.</summary>
    public KnownContent? Known { get; private set; }

    /// <summary>Why it cannot be told, in a sentence, or null.</summary>
    public string? Obstacle { get; private set; }

    /// <summary>Whether the file was read.</summary>
    public bool IsRead { get; private set; }

    /// <summary>Whether it is neither answered nor can be told that it cannot.</summary>
    public bool IsOpen => Obstacle is null && Known is null;

    /// <summary>Takes what is known of the content.</summary>
    public void Recall(ContentCache cache)
    {
        Known = cache.Find(file.Hash, file.Rules);
        if (file.Bytes > ContentSurvey.LargestContent)
        {
            Obstacle = $"It is larger than the {ContentSurvey.LargestContent >> 20} MiB that are read.";
        }
    }

    /// <summary>Reads the file and finds out what is not known.</summary>
    /// <param name="reader">Reads files as the scan names them.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Answer(ContentReader reader, CancellationToken cancellation)
    {
        if (!IsOpen)
        {
            return;
        }

        if (reader.TryRead(file.Path, (int)file.Bytes) is not { } content || ContentHash.Of(content) != file.Hash)
        {
            Obstacle = "It is no more as the scan found it, or cannot be read.";
            return;
        }

        IsRead = true;
        Known = ContentJudge.TryJudge(file.Rules, content, out FileRule? tooSlow, cancellation);
        if (tooSlow is not null)
        {
            Obstacle = $"To match the rule '{tooSlow.Name}' takes more than {LinearPattern.LongestMatch.TotalSeconds} seconds for one line.";
        }
    }
}
