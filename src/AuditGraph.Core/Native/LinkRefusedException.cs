using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Native;

/// <summary>A part of a path below a workspace's root is a symbolic link, and was not followed.</summary>
/// <param name="link">The absolute path of the link.</param>
internal sealed class LinkRefusedException(string link) : IOException(
    $"'{DisplayText.Escape(link)}' is a symbolic link, and none is followed below a workspace's root; "
    + "put what it leads to in its place, or delete it.")
{
    /// <summary>The absolute path of the link.</summary>
    public string Link { get; } = link;
}
