using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Actions.CheckManifest;

/// <summary>The manifest that a job names, or all those of the bag that it names.</summary>
/// <param name="Form">Its form.</param>
/// <param name="Root">The folder that its names begin in.</param>
/// <param name="Files">Its files.</param>
internal sealed record ManifestSource(ManifestForm Form, TreePath Root, IReadOnlyList<ManifestFile> Files)
{
    private const int LongestFile = 256 << 20;

    /// <summary>Reads it.</summary>
    /// <param name="root">The workspace's root.</param>
    /// <param name="arguments">Which, and its form.</param>
    /// <exception cref="AuditRunException">
    /// <c>ManifestUnreadable</c>: it is not there, cannot be read, or has no form that is known.
    /// </exception>
    public static ManifestSource Read(string root, CheckManifestArguments arguments)
    {
        ManifestFile named = Read(root, arguments.Manifest);
        TreePath folder = FolderOf(named.Path);
        ManifestForm form = arguments.Form ?? Detect(root, folder, named)
            ?? throw Unreadable(named.Path, "has no form that is known. Say which it is ('form')");
        return form != ManifestForm.BagIt
            ? new ManifestSource(form, arguments.Root, [named])
            : new ManifestSource(
                form,
                folder,
                [.. NamesOfBag(root, folder).Select(path => path == named.Path ? named : Read(root, path))]);
    }

    /// <summary>The hash of all its files and their names.</summary>
    public ContentHash Digest => ContentHash.Of(Encoding.UTF8.GetBytes(
        string.Concat(Files.Select(file => $"{ContentHash.Of(file.Content)} {file.Path}\n"))));

    /// <summary>Reads what it names.</summary>
    public ManifestContent Parse()
    {
        var content = new ManifestContent(Root);
        if (Form == ManifestForm.BagIt)
        {
            BagReader.Read(Files, content);
            return content;
        }

        foreach (ManifestFile file in Files)
        {
            (Form switch
            {
                ManifestForm.Hashdeep => (Action<ManifestFile, ManifestContent>)HashdeepReader.Read,
                ManifestForm.Mtree => MtreeReader.Read,
                _ => ChecksumReader.Read,
            })(file, content);
        }

        return content;
    }

    private static ManifestFile Read(string root, TreePath path)
    {
        try
        {
            return new ManifestFile(
                path,
                RegularFile.TryRead(AbsoluteOf(root, path), LongestFile) ?? throw Unreadable(path, "is not there"));
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw Unreadable(path, $"cannot be read: {failure.Message.TrimEnd('.')}", failure);
        }
    }

    private static ManifestForm? Detect(string root, TreePath folder, ManifestFile named)
    {
        if (BagReader.IsBagFile(named.Name)
            && NamesOfBag(root, folder).Any(path => path.Name.SequenceEqual(BagReader.DeclarationName)))
        {
            return ManifestForm.BagIt;
        }

        foreach ((int _, ReadOnlyMemory<byte> line) in ManifestLines.Of(named.Content).Take(1000))
        {
            string text = Encoding.Latin1.GetString(line.Span.Trim(" \t"u8));
            if (text.StartsWith(HashdeepReader.Magic, StringComparison.Ordinal))
            {
                return ManifestForm.Hashdeep;
            }

            if (text.StartsWith("#mtree", StringComparison.Ordinal)
                || text.StartsWith("/set ", StringComparison.Ordinal)
                || text.Contains(" type=", StringComparison.Ordinal))
            {
                return ManifestForm.Mtree;
            }

            if (ChecksumReader.TryRead(line.Span, out _, out _, out _))
            {
                return ManifestForm.Checksums;
            }
        }

        return null;
    }

    private static IEnumerable<TreePath> NamesOfBag(string root, TreePath folder)
    {
        try
        {
            return [.. PlainFolder.List(AbsoluteOf(root, folder))
                .Where(entry => entry.IsFile && BagReader.IsBagFile(entry.Name))
                .Select(entry => folder.Append(Encoding.UTF8.GetBytes(entry.Name)))
                .Order()];
        }
        catch (IOException failure)
        {
            throw Unreadable(folder, $"cannot be listed: {failure.Message.TrimEnd('.')}", failure);
        }
    }

    private static TreePath FolderOf(TreePath path) =>
        TreePath.FromBytes(path.Bytes[..Math.Max(0, path.Bytes.LastIndexOf((byte)'/'))]);

    private static string AbsoluteOf(string root, TreePath path) =>
        Path.Join(root, Encoding.UTF8.GetString(path.Bytes));

    private static AuditRunException Unreadable(TreePath path, string why, Exception? cause = null) =>
        new(RunErrors.ManifestUnreadable, $"The manifest '{path}' {why}.", cause) { Target = path.ToString() };
}
