using System.Runtime.ExceptionServices;
using System.Security.Cryptography;
using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>
/// Finds out the hashes of files by any algorithm: that of the scan is at hand, and for all others together a content
/// is read once, in parts, and not at all where they are known.
/// </summary>
/// <param name="root">The folder that was scanned.</param>
/// <param name="cache">What is known of contents.</param>
internal sealed class DigestSurvey(string root, ContentCache<string> cache)
{
    private const int PartSize = 256 * 1024;

    /// <summary>How many contents were read, because their hashes were not known.</summary>
    public long ContentsRead { get; private set; }

    /// <summary>
    /// The hash of a file; null where nobody looked for it, or the file is no more as the scan found it.
    /// </summary>
    public string? Of(TreeFile file, HashKind kind) => kind == HashKind.Sha256
        ? file.Hash.ToString()
        : cache.Find(file.Hash, DigestFormat.QuestionOf(kind));

    /// <summary>Looks for hashes, those that must be made side by side.</summary>
    /// <param name="questions">Of which files, and by which algorithms.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public void Look(IEnumerable<(TreeFile File, HashKind Kind)> questions, CancellationToken cancellation)
    {
        // Of several files with one content any that is as it was will do.
        var contents = questions.Where(question => Of(question.File, question.Kind) is null)
            .GroupBy(question => question.File.Hash)
            .Select(content => new OpenContent(
                [.. content.Select(question => question.File).Distinct()],
                [.. content.Select(question => question.Kind).Distinct().Order()]))
            .ToArray();
        try
        {
            Parallel.ForEach(
                contents,
                new ParallelOptions
                {
                    MaxDegreeOfParallelism = Environment.ProcessorCount,
                    CancellationToken = cancellation,
                },
                () => (Reader: new ContentReader(root), Buffer: new byte[PartSize]),
                (content, _, tools) =>
                {
                    content.Read(tools.Reader, tools.Buffer, cancellation);
                    return tools;
                },
                tools => tools.Reader.Dispose());
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions[0]);
            throw;
        }

        foreach (OpenContent content in contents.Where(content => content.Hashes.Count > 0))
        {
            ContentsRead++;
            foreach ((HashKind kind, string hash) in content.Hashes)
            {
                cache.Add(content.Files[0].Hash, DigestFormat.QuestionOf(kind), hash);
            }
        }
    }

    private sealed record OpenContent(TreeFile[] Files, HashKind[] Kinds)
    {
        public List<(HashKind Kind, string Hash)> Hashes { get; } = [];

        public void Read(ContentReader reader, byte[] buffer, CancellationToken cancellation)
        {
            foreach (TreeFile file in Files)
            {
                HashKind[] kinds = [HashKind.Sha256, .. Kinds];
                IncrementalHash[] hashes = [.. kinds.Select(HashKinds.Begin)];
                bool isRead = reader.TryReadParts(file.Path, file.Bytes, buffer, part =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    foreach (IncrementalHash hash in hashes)
                    {
                        hash.AppendData(part);
                    }
                });
                string[] found = [.. hashes.Select(hash => Convert.ToHexStringLower(hash.GetHashAndReset()))];
                Array.ForEach(hashes, hash => hash.Dispose());
                if (isRead && found[0] == file.Hash.ToString())
                {
                    Hashes.AddRange(Kinds.Zip(found.Skip(1)));
                    return;
                }
            }
        }
    }
}
