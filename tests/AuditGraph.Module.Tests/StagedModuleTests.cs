using System.Diagnostics;
using System.Reflection;

namespace AuditGraph.Module.Tests;

/// <summary>What the build stages, judged without PowerShell.</summary>
public sealed class StagedModuleTests
{
    [Fact]
    public void The_staged_files_are_exactly_these()
    {
        string[] expected =
        [
            "AuditGraph.Abstractions.dll",
            "AuditGraph.Format.ps1xml",
            "AuditGraph.psd1",
            "AuditGraph.psm1",
            "en-US/AuditGraph.PowerShell.dll-Help.xml",
            "en-US/about_AuditGraph.help.txt",
            "en-US/about_AuditGraph_Evidence.help.txt",
            "en-US/about_AuditGraph_Jobs.help.txt",
            "lib/AngleSharp.dll",
            "lib/AuditGraph.Core.dll",
            "lib/AuditGraph.PowerShell.dll",
            "lib/Markdig.dll",
            "lib/System.IO.Hashing.dll",
            "lib/YamlDotNet.dll",
        ];

        IEnumerable<string> staged = Directory.EnumerateFiles(Repository.StagedFiles, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.StagedFiles, file))
            .Order(StringComparer.Ordinal);

        Assert.Equal(expected, staged);
    }

    [Fact]
    public void Only_the_version_of_this_build_is_staged() =>
        Assert.Equal(
            [Repository.StagedFiles],
            Directory.EnumerateFileSystemEntries(Repository.StagedModule));

    [Fact]
    public void The_staged_manifest_carries_the_version_of_the_build() =>
        Assert.Contains(
            $"    ModuleVersion = '{Repository.Version}'\n",
            File.ReadAllText(Path.Join(Repository.StagedFiles, "AuditGraph.psd1")),
            StringComparison.Ordinal);

    [Fact]
    public void The_staged_manifest_differs_from_its_source_in_the_version_alone()
    {
        string source = File.ReadAllText(Path.Join(Repository.Root, "module", "AuditGraph.psd1"));

        string staged = File.ReadAllText(Path.Join(Repository.StagedFiles, "AuditGraph.psd1"));

        Assert.Equal(source.Replace("'0.0.0'", $"'{Repository.Version}'", StringComparison.Ordinal), staged);
    }

    [Fact]
    public void The_module_script_has_at_most_ten_lines() =>
        Assert.InRange(File.ReadAllLines(Path.Join(Repository.StagedFiles, "AuditGraph.psm1")).Length, 1, 10);

    [Fact]
    public void The_staged_assemblies_are_optimised_unless_a_build_asks_for_a_debugger()
    {
        bool isOptimised = !typeof(AuditJob).Assembly.GetCustomAttribute<DebuggableAttribute>()!.IsJITOptimizerDisabled;

        Assert.Equal(Configuration != "Debug", isOptimised);
        Assert.False(
            Environment.GetEnvironmentVariable("CI") == "true" && Configuration == "Debug", "CI is to build what users run.");
    }

    private static string Configuration =>
        typeof(StagedModuleTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
}
