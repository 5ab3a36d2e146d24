using System.Runtime.ExceptionServices;
using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Scans;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>
/// Reads what rules ask about the content of files: each file once for all of them, and none whose content is known.
/// </summary>
/// <param name="root">The folder that was scanned.</param>
/// <param name="cache">What is known of contents.</param>
/// <param name="onUnreadable">The verdict, at least, where a file cannot be looked at.</param>
internal sealed class ContentSurvey(string root, ContentCache cache, AuditVerdict onUnreadable)
{
    /// <summary>The most bytes that are read of a file.</summary>
    public const int LargestContent = 16 << 20;

    // Enough to keep all processors at work, and few enough to be forgotten soon.
    private const int FilesAtOnce = 1024;

    private readonly FindingPile findings = new();
    private readonly List<CheckGap> gaps = [];

    /// <summary>What was found.</summary>
    public FindingPile Findings => findings;

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

    /// <summary>Looks at files: some are read side by side, and what is found is told in the order of the files.</summary>
    /// <param name="files">The files, which are such and were seen.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Look(IEnumerable<MatchedFile> files, CancellationToken cancellation)
    {
        using var reader = new ContentReader(root);
        foreach (MatchedFile[] some in files.Chunk(FilesAtOnce))
        {
            cancellation.ThrowIfCancellationRequested();
            ContentQuestion[] questions = [.. some.Where(file => file.Rules.OfContent.Count > 0).Select(file => new ContentQuestion(file))];
            AnswerSideBySide(questions, cancellation);
            foreach (ContentQuestion question in questions)
            {
                Take(question, reader, cancellation);
            }
        }
    }

    private void AnswerSideBySide(ContentQuestion[] questions, CancellationToken cancellation)
    {
        foreach (ContentQuestion question in questions)
        {
            question.Recall(cache);
        }

        // What several files hold is read once.
        ContentQuestion[] open = [.. questions.Where(question => question.IsOpen).DistinctBy(question => question.File.Hash)];
        try
        {
            Parallel.ForEach(
                open,
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
                () => new ContentReader(root),
                (question, _, reader) =>
                {
                    question.Answer(reader, cancellation);
                    return reader;
                },
                reader => reader.Dispose());
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
            throw;
        }
    }

    private void Take(ContentQuestion question, ContentReader reader, CancellationToken cancellation)
    {
        if (question.IsOpen)
        {
            question.Recall(cache);
            question.Answer(reader, cancellation);
        }

        MatchedFile file = question.File;
        Files++;
        FilesRead += question.IsRead ? 1 : 0;
        if (question.Obstacle is { } obstacle)
        {
            gaps.Add(new CheckGap(file.Path.ToString(), obstacle, onUnreadable));

            // One that is too large is so whenever it is looked at.
            IsRepeatable &= file.Bytes > LargestContent;
            return;
        }

        KnownContent known = question.Known!;
        cache.Add(file.Hash, file.Rules, known);
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
