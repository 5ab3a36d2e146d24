using System.Text;
using System.Text.Unicode;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Reports.Manifests;

/// <summary>What names manifests can hold.</summary>
internal static class ManifestName
{
    /// <summary>A name as text, for forms that are UTF-8.</summary>
    /// <param name="path">The name.</param>
    /// <param name="format">The form.</param>
    /// <exception cref="AuditRunException"><c>ManifestInexpressible</c>: its bytes are no UTF-8.</exception>
    public static string TextOf(TreePath path, string format) => Utf8.IsValid(path.Bytes)
        ? Encoding.UTF8.GetString(path.Bytes)
        : throw Refuse(path, format, "holds bytes that are not UTF-8", "mtree");

    /// <summary>
    /// A name as it is safe to read for every reader: one that would be taken for somewhere else (<c>~</c> for a home,
    /// <c>c:</c> for a drive, <c>\</c> for another root, <c>-</c> for the standard input) begins with <c>./</c>.
    /// </summary>
    public static string Anchored(string name) => FindRoot(name) is null && name != "-" ? name : "./" + name;

    /// <summary>What a name begins in that is not the folder at hand, in words; null where it begins in it.</summary>
    public static string? FindRoot(string name) => name switch
    {
        ['/', ..] => "begins at the root of the file system",
        ['~', ..] => "begins in a home folder",
        ['\\', ..] => "begins at a root of Windows",
        [var drive, ':', ..] when char.IsAsciiLetter(drive) => "begins on a drive of Windows",
        _ => null,
    };

    /// <summary>The error of a name that a form has no way to express.</summary>
    /// <param name="path">The name.</param>
    /// <param name="format">The form.</param>
    /// <param name="why">What about the name, in words that follow "which".</param>
    /// <param name="others">Forms that have a way.</param>
    public static AuditRunException Refuse(TreePath path, string format, string why, string others) => new(
        RunErrors.ManifestInexpressible,
        $"The format '{format}' cannot express the name '{path}', which {why}. "
        + $"Leave the file out ('exclude'), or choose another format, such as {others}.")
    { Target = path.ToString() };
}
