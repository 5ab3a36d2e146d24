using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>Finds out which secrets files hold, and counts what is looked at and what is not.</summary>
/// <param name="root">The folder that was scanned.</param>
/// <param name="cache">What is known of contents.</param>
/// <param name="files">Which rules look at what.</param>
/// <param name="arguments">What is asked.</param>
internal sealed class SecretSurvey(
    string root, ContentCache<SecretYield> cache, SecretFiles files, CheckSecretsArguments arguments)
{
    private readonly ContentSurvey<SecretFile, SecretYield> survey = new(root, cache);
    private readonly List<CheckGap> gaps = [];
    private readonly List<(string Path, SecretAllowance Allowance)> allowances = [];

    /// <summary>What was found.</summary>
    public FindingPile Findings { get; } = new();

    /// <summary>What could not be looked at.</summary>
    public IReadOnlyList<CheckGap> Gaps => gaps;

    /// <summary>Where secrets are allowed.</summary>
    public IReadOnlyList<(string Path, SecretAllowance Allowance)> Allowances => allowances;

    /// <summary>How many are allowed.</summary>
    public long SecretsAllowed => allowances.Sum(one => (long)one.Allowance.Secrets);

    /// <summary>What was looked at.</summary>
    public FileCount Texts { get; } = new();

    /// <summary>Which of this programs keep versions and hashes in.</summary>
    public FileCount Locks { get; } = new();

    /// <summary>What was not looked at, since it is binary.</summary>
    public FileCount Binary { get; } = new();

    /// <summary>What was not looked at, since it is larger than the job says.</summary>
    public FileCount Large { get; } = new();

    /// <summary>How many contents were read, because they were not known.</summary>
    public long ContentsRead => survey.ContentsRead;

    /// <summary>
    /// Whether another survey of the same tree would find the same: nothing changed or was lost while it was read.
    /// </summary>
    public bool IsRepeatable => survey.IsRepeatable;

    /// <summary>Looks at files, and tells what is found in their order.</summary>
    /// <param name="found">The files, which are such and were seen.</param>
    /// <param name="cancellation">Stops the work.</param>
    public void Look(IEnumerable<TreeFile> found, CancellationToken cancellation) =>
        survey.Look(
            found.Where(IsLookedAt).Select(file => new SecretFile(file, files.QuestionOf(file.Path.Name))),
            Take,
            cancellation);

    private bool IsLookedAt(TreeFile file)
    {
        bool isLarge = file.Bytes > arguments.MaxBytes;
        if (isLarge)
        {
            Large.Add(file.Bytes);
        }

        return !isLarge;
    }

    private void Take(SecretFile file, ContentAnswer<SecretYield> answer)
    {
        string path = file.Path.ToString();
        if (answer.Yield is not { } yield)
        {
            gaps.Add(new CheckGap(path, answer.Obstacle!, arguments.OnUnreadable));
            return;
        }

        if (yield.IsBinary)
        {
            Binary.Add(file.Bytes);
            return;
        }

        Texts.Add(file.Bytes);
        if (SecretFiles.IsLock(file.Path))
        {
            Locks.Add(file.Bytes);
        }

        Findings.AddRange(yield.Hits.Select(hit => SecretFindings.Of(path, hit)));
        allowances.AddRange(yield.Allowances.Select(allowance => (path, allowance)));
        if (yield.Total > yield.Hits.Count)
        {
            gaps.Add(FindingLimit.GapOf(path, yield.Total, yield.Hits.Count));
        }
    }

    /// <summary>Some files.</summary>
    internal sealed class FileCount
    {
        /// <summary>How many there are.</summary>
        public long Files { get; private set; }

        /// <summary>How many bytes they have.</summary>
        public long Bytes { get; private set; }

        /// <summary>Counts one.</summary>
        public void Add(long bytes)
        {
            Files++;
            Bytes += bytes;
        }
    }
}
