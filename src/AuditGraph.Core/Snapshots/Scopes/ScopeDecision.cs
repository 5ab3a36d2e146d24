namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>What a scope says of an entry of a folder.</summary>
internal enum ScopeDecision
{
    /// <summary>It belongs to no scope, whatever a job says, and counts as nothing; a folder is not opened.</summary>
    Reserved,

    /// <summary>It does not belong to the scope; a folder is not opened.</summary>
    LeaveOut,

    /// <summary>A folder that itself does not belong to the scope, though something in it may.</summary>
    Enter,

    /// <summary>It belongs to the scope, and so does all in it that nothing leaves out.</summary>
    Take,

    /// <summary>An ignored folder to <see cref="Enter"/> because git tracks something in it; nothing else in it counts.</summary>
    EnterTracked,

    /// <summary>An ignored folder to <see cref="Take"/> as far as git tracks what is in it; nothing else in it counts.</summary>
    TakeTracked,

    /// <summary>A submodule to <see cref="Enter"/>: only its own repository's ignore files count in it.</summary>
    EnterSubmodule,

    /// <summary>A submodule to <see cref="Take"/>: only its own repository's ignore files count in it.</summary>
    TakeSubmodule,
}
