namespace AuditGraph.Core.Actions;

/// <summary>Where an action puts evidence, which is recorded however its attempt ends.</summary>
internal sealed class EvidenceShelf
{
    private readonly List<PackedEvidence> files = [];

    /// <summary>What was put there, in that order.</summary>
    public IReadOnlyList<PackedEvidence> Files => files;

    /// <summary>Puts something there.</summary>
    public void Add(PackedEvidence file) => files.Add(file);
}
