using System.Text;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Report;

/// <summary>Compares a workspace with a moment by its files' modification times.</summary>
internal static class ModificationTimes
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Which files were modified after a moment.</summary>
    /// <param name="root">The workspace's root.</param>
    /// <param name="current">What the workspace holds.</param>
    /// <param name="moment">The moment.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static SnapshotComparison Compare(string root, SnapshotTree current, DateTimeOffset moment, CancellationToken cancellation)
    {
        var modified = new List<SnapshotChange>();
        var unknown = new List<TreePath>();
        ChangeTotal modifiedTotal = default;
        SnapshotComparison everything = SnapshotDiff.Compare(new TreeBuilder().Build(), current, cancellation);
        foreach (SnapshotChange file in everything.Changes)
        {
            cancellation.ThrowIfCancellationRequested();
            switch (TimeOf(root, file.Path))
            {
                case null:
                    unknown.Add(file.Path);
                    break;
                case { } time when time > moment:
                    modified.Add(file with { Kind = AuditChangeKind.Modified });
                    modifiedTotal += new ChangeTotal(1, file.Bytes);
                    break;
            }
        }

        return everything with
        {
            Changes = modified,
            Uncompared = [.. everything.Uncompared, .. unknown],
            Added = default,
            Modified = modifiedTotal,
            Unchanged = everything.Added - modifiedTotal,
        };
    }

    private static DateTimeOffset? TimeOf(string root, TreePath path)
    {
        try
        {
            var file = new FileInfo(Path.Join(root, Utf8.GetString(path.Bytes)));
            return file.Exists || file.LinkTarget is not null ? file.LastWriteTimeUtc : null;
        }
        catch (Exception failure) when (failure is DecoderFallbackException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
