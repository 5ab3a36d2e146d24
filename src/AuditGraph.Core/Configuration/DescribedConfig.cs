using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Reading;
using AuditGraph.Core.Configuration.Syntax;

namespace AuditGraph.Core.Configuration;

/// <summary>Reads and validates the configuration files that a description is enough for.</summary>
internal static class DescribedConfig
{
    /// <summary>The workspace's file, or null where it has none.</summary>
    /// <param name="description">What the file may say.</param>
    /// <param name="root">The workspace's root.</param>
    public static DescribedFile? Load(FileDescription description, string root)
    {
        string absolute = Path.GetFullPath(root);
        return ConfigFinder.Find(absolute, description.Names, out ConfigFile? refusal) is { } path
            ? refusal is null ? LoadFile(description, path) : Failed(refusal)
            : null;
    }

    /// <summary>Reads and validates a file.</summary>
    /// <param name="description">What the file may say.</param>
    /// <param name="path">The file, as an absolute path.</param>
    public static DescribedFile LoadFile(FileDescription description, string path) =>
        ConfigFinder.Read(path, ConfigFinder.DefaultSizeLimit, out ConfigFile? refusal) is { } bytes
            ? Parse(description, path, bytes)
            : Failed(refusal!);

    /// <summary>Validates bytes that were read already.</summary>
    /// <param name="description">What the file may say.</param>
    /// <param name="path">The file they are from, as an absolute path; <c>.json</c> is read as JSON, all else as YAML 1.2.</param>
    /// <param name="bytes">The content.</param>
    /// <param name="clock">Tells what has expired; null for the system's.</param>
    public static DescribedFile Parse(FileDescription description, string path, byte[] bytes, TimeProvider? clock = null)
    {
        var today = DateOnly.FromDateTime((clock ?? TimeProvider.System).GetUtcNow().UtcDateTime);
        ConfigDocument document = ConfigReader.Read(path, bytes, expected: null);
        ConfigSection section = new DescribedReader(document.Source, document.Diagnostics).Read(description, document, today);
        return new DescribedFile(path, bytes, document.Source.Text, section, document.Diagnostics.ToSorted());
    }

    private static DescribedFile Failed(ConfigFile refusal) => new(refusal.Path, null, "", ConfigSection.Empty, refusal.Diagnostics);
}
