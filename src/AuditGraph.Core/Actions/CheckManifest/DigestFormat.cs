using System.Text;
using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>How the hashes of contents by other algorithms than the scan's are remembered.</summary>
internal sealed class DigestFormat : IYieldFormat<string>
{
    private static readonly ContentHash[] Questions =
        [.. Enum.GetValues<HashKind>().Select(kind => ContentHash.Of(Encoding.ASCII.GetBytes(HashKinds.NameOf(kind))))];

    private DigestFormat()
    {
    }

    /// <summary>The one format.</summary>
    public static DigestFormat Value { get; } = new();

    /// <inheritdoc/>
    public string Name => "check-manifest";

    /// <inheritdoc/>
    public int Version => 1;

    /// <inheritdoc/>
    public int SmallestYield => 1;

    /// <summary>What tells the question for an algorithm's hash from others.</summary>
    public static ContentHash QuestionOf(HashKind kind) => Questions[(int)kind];

    /// <inheritdoc/>
    public void Write(YieldWriter to, string yield) => to.Write(yield);

    /// <inheritdoc/>
    public string Read(ref YieldReader from) => from.ReadText();
}
