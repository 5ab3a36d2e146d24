namespace AuditGraph.Core.Snapshots.Trees;

/// <summary>What an entry of a tree node is; each value is the byte that stands for it in the node.</summary>
internal enum TreeEntryKind : byte
{
    /// <summary>Not an entry.</summary>
    None = 0,

    /// <summary>A folder with its own node.</summary>
    Directory = (byte)'d',

    /// <summary>A file that its owner may not execute.</summary>
    File = (byte)'f',

    /// <summary>A symbolic link, never followed.</summary>
    Link = (byte)'l',

    /// <summary>A folder that is there but could not be looked into.</summary>
    UnseenDirectory = (byte)'n',

    /// <summary>
    /// A commit of another repository (a git submodule), for comparisons with commits; a scan's tree never holds one.
    /// </summary>
    Submodule = (byte)'s',

    /// <summary>A file that is there but could not be read.</summary>
    UnseenFile = (byte)'u',

    /// <summary>A file that its owner may execute.</summary>
    Executable = (byte)'x',
}
