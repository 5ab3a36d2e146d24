namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>What a rule of <c>check.integrity</c> watches of the paths that it decides on.</summary>
[Flags]
internal enum Watch
{
    /// <summary>Nothing: not even whether they are there.</summary>
    Nothing = 0,

    /// <summary>What a file holds, by its SHA-256.</summary>
    Content = 1,

    /// <summary>How many bytes a file holds.</summary>
    Size = 1 << 1,

    /// <summary>The permissions.</summary>
    Mode = 1 << 2,

    /// <summary>The numbers of user and group.</summary>
    Owner = 1 << 3,

    /// <summary>The target of a link, and the number of names of a file.</summary>
    Links = 1 << 4,

    /// <summary>That a file holds what it held, and perhaps more behind it.</summary>
    Growing = 1 << 5,

    /// <summary>All of an entry, which is to stay as it is.</summary>
    Everything = Content | Size | Mode | Owner | Links,
}
