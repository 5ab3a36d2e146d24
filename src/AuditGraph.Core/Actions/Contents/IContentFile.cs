using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.Contents;

/// <summary>A file of whose content something is asked.</summary>
/// <typeparam name="TYield">The answer.</typeparam>
internal interface IContentFile<TYield>
    where TYield : class
{
    /// <summary>Where it is.</summary>
    TreePath Path { get; }

    /// <summary>Its size, as the scan found it.</summary>
    long Bytes { get; }

    /// <summary>The SHA-256 of its content, as the scan found it.</summary>
    ContentHash Hash { get; }

    /// <summary>What is asked.</summary>
    IContentQuestion<TYield> Question { get; }
}
