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

    /// <summary>The <c>dotnet</c> that built the tests.</summary>
    public static string DotnetProgram { get; } = Metadata("DotnetProgram");

    /// <summary>The PowerShell that the tool manifest pins: an assembly that <c>dotnet</c> starts.</summary>
    public static string PowerShellProgram { get; } = Metadata("PowerShellProgram");

    /// <summary>The manifest of the Pester that the build restored.</summary>
    public static string PesterManifest { get; } = Metadata("PesterManifest");

    /// <summary>The staged module, as it is imported.</summary>
    public static string StagedModule { get; } = Path.Join(Root, "out", "AuditGraph");

    /// <summary>The staged module's files.</summary>
    public static string StagedFiles { get; } = Path.Join(StagedModule, Version);

    /// <summary>The Pester test files and what they share.</summary>
    public static string PesterFolder { get; } = Path.Join(Root, "tests", "pester");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == key).Value!;
}
