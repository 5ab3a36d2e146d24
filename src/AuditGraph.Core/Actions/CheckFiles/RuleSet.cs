using System.Text.RegularExpressions;
using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>
/// The rules that look at a file, in the order of the job. There are few sets as a rule, and very many files of each.
/// </summary>
internal sealed class RuleSet : IContentQuestion<KnownContent>
{
    private const int LargestContent = 16 << 20;

    /// <summary>The set of some rules.</summary>
    public RuleSet(IEnumerable<FileRule> rules)
    {
        All = [.. rules];
        OfTree = [.. All.Where(rule => rule.LooksAtTree)];
        OfContent = [.. All.Where(rule => !rule.Content.IsEmpty)];
        Digest = ContentHash.Of([.. OfContent.SelectMany(rule => rule.Content.Digest.Bytes.ToArray())]);
    }

    /// <summary>All of them.</summary>
    public IReadOnlyList<FileRule> All { get; }

    /// <summary>Those that judge the file itself, which is not read for it.</summary>
    public IReadOnlyList<FileRule> OfTree { get; }

    /// <summary>Those that ask about its content.</summary>
    public IReadOnlyList<FileRule> OfContent { get; }

    /// <inheritdoc/>
    public ContentHash Digest { get; }

    /// <inheritdoc/>
    public string? FindObstacle(long bytes) =>
        bytes > LargestContent ? $"It is larger than the {LargestContent >> 20} MiB that are read." : null;

    /// <inheritdoc/>
    public KnownContent? TryAnswer(byte[] content, out string? obstacle, CancellationToken cancellation)
    {
        obstacle = null;
        if (PlainText.IsBinary(content))
        {
            return KnownContent.Binary;
        }

        var text = new FileText(content);
        var yields = new List<ContentYield>(OfContent.Count);
        foreach (FileRule rule in OfContent)
        {
            try
            {
                yields.Add(ContentYield.Of(ContentChecks.Look(rule.Content, text, cancellation)));
            }
            catch (RegexMatchTimeoutException)
            {
                obstacle = $"To match the rule '{rule.Name}' takes more than "
                    + $"{LinearPattern.LongestMatch.TotalSeconds} seconds for one line.";
                return null;
            }
        }

        return KnownContent.Of(yields);
    }
}
