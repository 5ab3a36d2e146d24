using System.Text.RegularExpressions;
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

    /// <summary>The rules that ask about its content.</summary>
    public FileRule[] Rules { get; } = [.. file.Rules.Where(rule => !rule.Content.IsEmpty)];

    /// <summary>What each rule finds; null as long as that is not known.</summary>
    public ContentYield?[] Yields { get; private set; } = [];

    /// <summary>Why it cannot be told, in a sentence, or null.</summary>
    public string? Obstacle { get; private set; }

    /// <summary>Whether the file was read.</summary>
    public bool IsRead { get; private set; }

    /// <summary>Whether it is neither answered nor can be told that it cannot.</summary>
    public bool IsOpen => Obstacle is null && Yields.Contains(null);

    /// <summary>Takes what is known of the content.</summary>
    public void Recall(ContentCache cache)
    {
        Yields = [.. Rules.Select(rule => cache.Find(file.Hash, rule.Content.Digest))];
        if (file.Bytes > ContentSurvey.LargestContent)
        {
            Obstacle = $"It is larger than the {ContentSurvey.LargestContent >> 20} MiB that are read.";
        }
    }

    /// <summary>Reads the file and finds out what is not known, where something is not.</summary>
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
        FileText? text = FileText.IsBinary(content) ? null : new FileText(content);
        for (int index = 0; index < Rules.Length; index++)
        {
            try
            {
                Yields[index] ??= text is null
                    ? ContentYield.Binary
                    : ContentYield.Of(ContentChecks.Look(Rules[index].Content, text, cancellation));
            }
            catch (RegexMatchTimeoutException)
            {
                Obstacle = $"To match the rule '{Rules[index].Name}' takes more than {LinearPattern.LongestMatch.TotalSeconds} seconds for one line.";
                return;
            }
        }
    }
}
