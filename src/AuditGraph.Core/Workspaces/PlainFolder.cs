using System.Text;
using AuditGraph.Core.Native;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Workspaces;

/// <summary>Looks into folders that somebody else may have put there, and follows no symbolic link to them or in them.</summary>
internal static class PlainFolder
{
    /// <summary>Whether there is a folder.</summary>
    /// <param name="path">The folder, as an absolute path.</param>
    /// <exception cref="IOException">It is a link, or one on the way is, or may not be passed through.</exception>
    public static bool Exists(string path) => RegularFile.KindOf(path) switch
    {
        FileType.Link => throw new LinkRefusedException(path),
        var kind => kind == FileType.Directory,
    };

    /// <summary>The entries of a folder in no order; none where there is no folder.</summary>
    /// <param name="path">The folder, as an absolute path.</param>
    /// <exception cref="IOException">It is a link, or one on the way is, or it cannot be listed.</exception>
    public static List<Entry> List(string path)
    {
        var entries = new List<Entry>();
        using SafeFileHandle? folder = LinkFreePath.TryOpen(path, OpenFlags.Read | OpenFlags.OnlyFolder, default, out int error);
        if (folder is null)
        {
            return RegularFile.IsMissing(error, path) ? entries : throw LinkFreePath.Failure(error, path);
        }

        int descriptor = Posix.DescriptorOf(folder);
        error = FolderEntries.List(descriptor, (name, type) =>
        {
            if (type == FileType.Unknown && StatCalls.TryGet(descriptor, name, out FileStat stat))
            {
                type = stat.Type;
            }

            entries.Add(new Entry(Path.Join(path, Encoding.UTF8.GetString(name[..^1])), type));
        });
        return error == 0 ? entries : throw SystemError.ToException(error, path);
    }

    /// <summary>All below a folder that is no folder itself; nothing where there is no folder.</summary>
    /// <param name="path">The folder, as an absolute path.</param>
    /// <param name="skipsRefused">Whether folders that cannot be listed are passed over.</param>
    /// <exception cref="IOException">A folder is a link or cannot be listed.</exception>
    public static IEnumerable<Entry> ListBelow(string path, bool skipsRefused = false)
    {
        var pending = new Stack<string>([path]);
        while (pending.TryPop(out string? folder))
        {
            foreach (Entry entry in skipsRefused ? TryList(folder) : List(folder))
            {
                if (entry.Type == FileType.Directory)
                {
                    pending.Push(entry.Path);
                }
                else
                {
                    yield return entry;
                }
            }
        }
    }

    private static List<Entry> TryList(string path)
    {
        try
        {
            return List(path);
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <summary>One entry of a folder.</summary>
    /// <param name="Path">Its absolute path.</param>
    /// <param name="Type">What it is; a link is a link, whatever it leads to.</param>
    internal sealed record Entry(string Path, FileType Type)
    {
        /// <summary>Its name.</summary>
        public string Name => System.IO.Path.GetFileName(Path);

        /// <summary>Whether it is a regular file.</summary>
        public bool IsFile => Type == FileType.File;
    }
}
