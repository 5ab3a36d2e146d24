using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>An entry of a folder, as it was approved or as it is.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Hash">The SHA-256 of a file's content or of a link's target; of a folder, of its node.</param>
/// <param name="Bytes">How many bytes that has.</param>
internal sealed record ComparedEntry(byte[] Name, TreeEntryKind Kind, ContentHash Hash, long Bytes)
{
    /// <summary>The target of a link.</summary>
    public byte[] Target { get; init; } = [];

    /// <summary>Its mode, owner and number of names; null of a folder, and where they were not seen.</summary>
    public EntryFacts? Facts { get; init; }

    /// <summary>Of a folder, the node of the facts of what is in it; null where none were seen.</summary>
    public ContentHash? FactsNode { get; init; }

    /// <summary>Whether it is a folder, seen or not.</summary>
    public bool IsFolder => Kind is TreeEntryKind.Directory or TreeEntryKind.UnseenDirectory;

    /// <summary>Whether it is there but was not seen.</summary>
    public bool IsUnseen => Kind is TreeEntryKind.UnseenDirectory or TreeEntryKind.UnseenFile;

    /// <summary>Whether it is a link.</summary>
    public bool IsLink => Kind == TreeEntryKind.Link;

    /// <summary>What it is, in a word with its article.</summary>
    public string KindText => IsFolder ? "a folder" : IsLink ? "a link" : "a file";
}
