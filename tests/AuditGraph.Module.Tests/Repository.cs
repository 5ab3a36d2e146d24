using System.Reflection;

namespace AuditGraph.Module.Tests;

/// <summary>Where things are in the repository the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = RepositoryFile.PathOf("");

    /// <summary>The product's version, as the build knows it.</summary>
    public static string Version { get; } = Metadata("Version");

    /// <summary>Where NuGet keeps unpacked packages.</summary>
    public static string PackageFolder { get; } = Metadata("NuGetPackageRoot");

    /// <summary>The staged module, as it is imported.</summary>
    public static string StagedModule { get; } = Path.Join(Root, "out", "AuditGraph");

    /// <summary>The staged module's files.</summary>
    public static string StagedFiles { get; } = Path.Join(StagedModule, Version);

    /// <summary>The Pester test files and what they share.</summary>
    public static string PesterFolder { get; } = Path.Join(Root, "tests", "pester");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == key).Value!;
}
