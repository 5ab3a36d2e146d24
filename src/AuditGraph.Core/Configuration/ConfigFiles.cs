using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Reading;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Configuration;

/// <summary>All configuration files there are. One that a description is enough for is added here, and nowhere else.</summary>
internal static class ConfigFiles
{
    /// <summary>The descriptions of all files but that of the jobs.</summary>
    public static FileDescription[] Descriptions { get; } = [SettingsDescription.Value, WaiversDescription.Value];

    /// <summary>The configuration files of a workspace: that of the jobs, also where it is missing, and the others that are there.</summary>
    /// <param name="root">The workspace's root.</param>
    public static List<ConfigFile> LoadOwn(string root)
    {
        List<ConfigFile> files = [JobConfig.Load(root, describeRun: RunsOf(root))];
        foreach (FileDescription description in Descriptions)
        {
            if (DescribedConfig.Load(description, root) is { } file)
            {
                files.Add(file);
            }
        }

        return files;
    }

    /// <summary>Reads and validates a file as what its name says that it is.</summary>
    /// <param name="path">The file.</param>
    public static ConfigFile LoadFile(string path)
    {
        string absolute = NamedPath.ResolveFolder(path);
        string root = RootOf(absolute);
        return Find(absolute) is { } description
            ? DescribedConfig.LoadFile(description, absolute)
            : JobConfig.LoadFile(absolute, root, describeRun: RunsOf(root));
    }

    /// <summary>Validates bytes as what the file's name says that they are.</summary>
    /// <param name="path">The file, as an absolute path.</param>
    /// <param name="bytes">The content.</param>
    /// <param name="actions">The actions there are; null for those of the product.</param>
    public static ConfigFile Parse(string path, byte[] bytes, IReadOnlyList<ActionDescriptor>? actions = null) =>
        Find(path) is { } description
            ? DescribedConfig.Parse(description, path, bytes)
            : JobConfig.Parse(path, bytes, RootOf(path), actions);

    // Where the workspace cannot be opened its runs cannot be told, and why that is so is another finding.
    private static Func<string, string?>? RunsOf(string root)
    {
        try
        {
            var snapshots = new SnapshotStore(WorkspaceOpener.Locate(root, "/").Paths, new Disk());
            return run => snapshots.Find(run) is null ? snapshots.DescribeAbsence(run) : null;
        }
        catch (AuditException)
        {
            return null;
        }
    }

    // A file's jobs belong to the workspace that holds its config folder.
    private static string RootOf(string path) => Path.GetDirectoryName(Path.GetDirectoryName(path)) ?? "/";

    private static FileDescription? Find(string path) =>
        Array.Find(Descriptions, description => Array.Exists(description.Names, name => Path.GetFileName(name) == Path.GetFileName(path)));
}
