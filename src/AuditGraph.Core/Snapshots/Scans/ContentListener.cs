using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Scans;

/// <summary>
/// Is asked for each folder in which files are read whether somebody wants to hear what they hold, so that nobody need read them
/// once more. For several threads at once.
/// </summary>
/// <param name="folder">The folder, from the scan's root.</param>
/// <returns>Who is told of its files; null where nobody wants to hear.</returns>
internal delegate ContentListener? FolderListener(TreePath folder);

/// <summary>Is told what a file held when it was hashed. Large files are told to nobody.</summary>
/// <param name="name">The file's name.</param>
/// <param name="hash">The hash of the content.</param>
/// <param name="content">The content, which is good as long as the call lasts.</param>
internal delegate void ContentListener(ReadOnlySpan<byte> name, in ContentHash hash, ReadOnlySpan<byte> content);
