using System.IO.Compression;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions;

/// <summary>A file of evidence as it is recorded, and kept with the run.</summary>
/// <param name="Name">What it is, or its path from the workspace's root.</param>
/// <param name="IsOfWorkspace">Whether it is a file of the workspace.</param>
/// <param name="Hash">The SHA-256 of its bytes.</param>
/// <param name="Bytes">How many these are.</param>
/// <param name="KeptName">The name of the copy in the run's folder; null where none is kept.</param>
/// <param name="Content">The copy, compressed (RFC 1952); empty where none is kept.</param>
internal sealed record PackedEvidence(
    string Name, bool IsOfWorkspace, ContentHash Hash, long Bytes, string? KeptName, ReadOnlyMemory<byte> Content)
{
    private const string Extension = ".gz";

    /// <summary>Evidence that is kept. Whoever gives it has masked what may not be.</summary>
    /// <param name="name">What it is, or its path from the workspace's root.</param>
    /// <param name="isOfWorkspace">Whether it is a file of the workspace.</param>
    /// <param name="keptName">The copy's name, without an extension.</param>
    /// <param name="content">Its bytes.</param>
    public static PackedEvidence Keep(string name, bool isOfWorkspace, string keptName, ReadOnlySpan<byte> content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return new PackedEvidence(
            name, isOfWorkspace, ContentHash.Of(content), content.Length, keptName + Extension, packed.ToArray());
    }

    /// <summary>A file of the workspace of which the hash alone is recorded.</summary>
    public static PackedEvidence Tell(string path, in ContentHash hash, long bytes) =>
        new(path, IsOfWorkspace: true, hash, bytes, KeptName: null, Content: default);
}
