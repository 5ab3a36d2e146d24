namespace AuditGraph.Core.Git;

/// <summary>In what an entry of a commit is not held against the work tree as it stands in the commit.</summary>
internal enum GitCorrection
{
    /// <summary>In nothing.</summary>
    None,

    /// <summary>It is left out, as the scope leaves its counterpart out.</summary>
    LeaveOut,

    /// <summary>Git did not check it out, so nothing is claimed about it.</summary>
    NotCheckedOut,

    /// <summary>It is as executable as the file that is there.</summary>
    OtherMode,

    /// <summary>The link is a file that holds its target.</summary>
    LinkAsFile,
}
