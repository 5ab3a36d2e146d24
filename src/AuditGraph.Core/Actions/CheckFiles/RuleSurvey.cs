using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>Finds out what rules find in the contents of files.</summary>
/// <param name="root">The folder that was scanned.</param>
/// <param name="cache">What is known of contents.</param>
/// <param name="onUnreadable">The verdict, at least, where a file cannot be looked at.</param>
internal sealed class RuleSurvey(string root, ContentCache<KnownContent> cache, AuditVerdict onUnreadable)
{
    private readonly ContentSurvey<MatchedFile, KnownContent> survey = new(root, cache);
    private readonly List<CheckGap> gaps = [];

    /// <summary>What was found.</summary>
    public FindingPile Findings { get; } = new();

    /// <summary>What could not be looked at.</summary>
    public IReadOnlyList<CheckGap> Gaps => gaps;

    /// <summary>How many files there are whose content rules ask about.</summary>
    public long Files { get; private set; }

    /// <summary>How many of them are binary, so that no rule judges them.</summary>
    public long BinaryFiles { get; private set; }

    /// <summary>How many contents were read, because they were not known.</summary>
    public long ContentsRead => survey.ContentsRead;

    /// <summary>
    /// Whether another survey of the same tree would find the same: nothing changed or was lost while it was read.
    /// </summary>
    public bool IsRepeatable => survey.IsRepeatable;

    /// <summary>Looks at files, and tells what is found in their order.</summary>
    /// <param name="files">The files, which are such and were seen.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Look(IEnumerable<MatchedFile> files, CancellationToken cancellation) =>
        survey.Look(files.Where(file => file.Rules.OfContent.Count > 0), Take, cancellation);

    private void Take(MatchedFile file, ContentAnswer<KnownContent> answer)
    {
        Files++;
        if (answer.Yield is not { } known)
        {
            gaps.Add(new CheckGap(file.Path.ToString(), answer.Obstacle!, onUnreadable));
            return;
        }

        BinaryFiles += known == KnownContent.Binary ? 1 : 0;
        for (int index = 0; index < known.Yields.Count; index++)
        {
            Report(file.Rules.OfContent[index], file, known.Yields[index]);
        }
    }

    private void Report(FileRule rule, MatchedFile file, ContentYield yield)
    {
        foreach (ContentFault fault in yield.Faults)
        {
            Findings.Add(ContentFindings.Of(rule, file, fault));
        }

        if (yield.Total > yield.Faults.Count)
        {
            gaps.Add(FindingLimit.GapOf(
                file.Path.ToString(), yield.Total, yield.Faults.Count, $" by the rule '{rule.Name}'"));
        }
    }
}
