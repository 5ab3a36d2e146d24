using System.Text.RegularExpressions;
using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Scans;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>
/// Reads what rules ask about the content of files: each file once for all of them, and none whose content is known.
/// </summary>
/// <param name="reader">Reads files as the scan names them.</param>
/// <param name="cache">What is known of contents.</param>
/// <param name="onUnreadable">The verdict, at least, where a file cannot be looked at.</param>
internal sealed class ContentSurvey(ContentReader reader, ContentCache cache, AuditVerdict onUnreadable)
{
    /// <summary>The most bytes that are read of a file.</summary>
    public const int LargestContent = 16 << 20;

    private readonly List<CheckFinding> findings = [];
    private readonly List<CheckGap> gaps = [];

    /// <summary>What was found.</summary>
    public IReadOnlyList<CheckFinding> Findings => findings;

    /// <summary>What could not be looked at.</summary>
    public IReadOnlyList<CheckGap> Gaps => gaps;

    /// <summary>How many files there are whose content rules ask about.</summary>
    public long Files { get; private set; }

    /// <summary>How many of them are binary, so that no rule judges them.</summary>
    public long BinaryFiles { get; private set; }

    /// <summary>How many of them were read, because their content was not known.</summary>
    public long FilesRead { get; private set; }

    /// <summary>
    /// Whether another survey of the same tree would find the same: nothing changed or was lost while it was read.
    /// </summary>
    public bool IsRepeatable { get; private set; } = true;

    /// <summary>Looks at a file.</summary>
    /// <param name="file">The file, which is one and was seen.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Look(MatchedFile file, CancellationToken cancellation)
    {
        FileRule[] rules = [.. file.Rules.Where(rule => !rule.Content.IsEmpty)];
        if (rules.Length == 0)
        {
            return;
        }

        Files++;
        if (file.Bytes > LargestContent)
        {
            gaps.Add(new CheckGap(file.Path.ToString(), $"It is larger than the {LargestContent >> 20} MiB that are read.", onUnreadable));
            return;
        }

        if (!TryYield(file, rules, out ContentYield[] yields, cancellation))
        {
            IsRepeatable = false;
            return;
        }

        BinaryFiles += yields[0].IsBinary ? 1 : 0;
        foreach ((FileRule rule, ContentYield yield) in rules.Zip(yields))
        {
            Report(rule, file, yield);
        }
    }

    private bool TryYield(MatchedFile file, FileRule[] rules, out ContentYield[] yields, CancellationToken cancellation)
    {
        ContentYield?[] known = [.. rules.Select(rule => cache.Find(file.Hash, rule.Content.Digest))];
        yields = known!;
        if (!known.Contains(null))
        {
            return true;
        }

        if (reader.TryRead(file.Path, (int)file.Bytes) is not { } content || ContentHash.Of(content) != file.Hash)
        {
            gaps.Add(new CheckGap(file.Path.ToString(), "It is no more as the scan found it, or cannot be read.", onUnreadable));
            return false;
        }

        FilesRead++;
        FileText? text = FileText.IsBinary(content) ? null : new FileText(content);
        for (int index = 0; index < rules.Length; index++)
        {
            try
            {
                yields[index] = known[index] ?? (text is null
                    ? ContentYield.Binary
                    : ContentYield.Of(ContentChecks.Look(rules[index].Content, text, cancellation)));
            }
            catch (RegexMatchTimeoutException)
            {
                gaps.Add(new CheckGap(
                    file.Path.ToString(),
                    $"To match the rule '{rules[index].Name}' takes more than {LinearPattern.LongestMatch.TotalSeconds} seconds for one line.",
                    onUnreadable));
                return false;
            }

            cache.Add(file.Hash, rules[index].Content.Digest, yields[index]);
        }

        return true;
    }

    private void Report(FileRule rule, MatchedFile file, ContentYield yield)
    {
        foreach (ContentFault fault in yield.Faults)
        {
            findings.Add(ContentFindings.Of(rule, file, fault));
        }

        if (yield.Total > yield.Faults.Count)
        {
            gaps.Add(new CheckGap(
                file.Path.ToString(),
                $"Of its {CountText.Of(yield.Total, "finding")} by the rule '{rule.Name}' "
                + $"only the first {CountText.Of(yield.Faults.Count, "is", "are")} listed.",
                AuditVerdict.Warn));
        }
    }
}
