namespace AuditGraph.Core.Git;

/// <summary>How the files of a submodule relate to the commit that is checked out in it.</summary>
internal enum GitSubmoduleContents
{
    /// <summary>They are that commit's.</summary>
    Clean,

    /// <summary>There are others beside that commit's.</summary>
    UntrackedContent,

    /// <summary>Some of that commit's were changed or removed.</summary>
    ModifiedContent,

    /// <summary>Nothing is checked out: the folder is empty, as after a clone without submodules.</summary>
    NotCheckedOut,

    /// <summary>There is nothing at the path, or something else.</summary>
    Absent,
}
