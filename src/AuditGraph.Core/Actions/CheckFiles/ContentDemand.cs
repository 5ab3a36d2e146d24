using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>What a rule asks of the content of each file. What it does not ask is null.</summary>
/// <param name="Forbid">What no line may match.</param>
/// <param name="Match">What a line must match.</param>
/// <param name="LineEnds">How each line must end.</param>
/// <param name="Encoding">How it must be encoded.</param>
/// <param name="Parses">What it must be.</param>
internal sealed record ContentDemand(LinePattern? Forbid, LinePattern? Match, string? LineEnds, string? Encoding, string? Parses)
{
    // Raised with every change of what is found in a content, so that nothing is taken for known that another version
    // found.
    private const int Revision = 1;

    /// <summary>Whether it asks nothing, so that no file need be read for it.</summary>
    public bool IsEmpty => Forbid is null && Match is null && LineEnds is null && Encoding is null && Parses is null;

    /// <summary>What tells it from all others.</summary>
    public ContentHash Digest { get; } = ContentHash.Of(CanonicalJson.Serialize(new JsonObject
    {
        ["revision"] = Revision,
        ["forbid"] = Forbid?.ToString(),
        ["match"] = Match?.ToString(),
        ["lineEnds"] = LineEnds,
        ["encoding"] = Encoding,
        ["parses"] = Parses,
    }));
}
