using System.Text;
using System.Text.Json;

namespace AuditGraph.Module.Tests;

/// <summary>Runs a Pester file against the staged module, in a PowerShell process of its own.</summary>
internal static class PesterFile
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>The files, relative to their folder.</summary>
    public static IEnumerable<string> All { get; } =
        [.. Directory.EnumerateFiles(Repository.PesterFolder, "*.Tests.ps1", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.PesterFolder, file))
            .Order(StringComparer.Ordinal)];

    /// <summary>Asserts that every test of a file passes.</summary>
    /// <param name="file">The file.</param>
    /// <param name="culture">The culture, empty for the invariant one; null for that of this process.</param>
    /// <param name="log">Gets what it prints.</param>
    public static void Run(string file, string? culture, ITestOutputHelper log)
    {
        string[] expected = culture is null ? [] : ["-Culture", culture.Length == 0 ? "C" : culture];
        string results = Path.Join(Path.GetTempPath(), $"auditgraph-pester-{Guid.CreateVersion7():N}.json");
        try
        {
            (int exitCode, string output) = PowerShellHost.Run(
                Path.Join(Repository.PesterFolder, "Invoke-PesterFile.ps1"),
                [
                    "-Path", Path.Join(Repository.PesterFolder, file),
                    "-PesterPath", Repository.PesterManifest,
                    "-ModulePath", Repository.StagedModule,
                    "-PackageFolder", Repository.PackageFolder,
                    "-ResultPath", results,
                    .. expected,
                ],
                Limit,
                culture is null ? null : culture.Length == 0 ? "C" : $"{culture.Replace('-', '_')}.UTF-8");
            log.WriteLine(output);
            Assert.True(File.Exists(results), $"Pester left no results; pwsh ended with {exitCode}:\n{output}");
            Judge(JsonSerializer.Deserialize<PesterOutcome>(File.ReadAllText(results), JsonSerializerOptions.Web)!, log);
        }
        finally
        {
            File.Delete(results);
        }
    }

    private static void Judge(PesterOutcome outcome, ITestOutputHelper log)
    {
        foreach (PesterTest skipped in outcome.Tests.Where(test => test.Result == "Skipped"))
        {
            log.WriteLine($"Skipped within the file: {skipped.Name} {skipped.Message}");
        }

        Assert.True(outcome.Tests.Any(test => test.Result == "Passed") || outcome.Errors.Count > 0, "No test of the file ran.");
        PesterTest[] failed = [.. outcome.Tests.Where(test => test.Result is not ("Passed" or "Skipped"))];
        if (failed.Length == 0 && outcome.Errors.Count == 0)
        {
            return;
        }

        var message = new StringBuilder($"{failed.Length} of {outcome.Tests.Count} Pester tests failed.\n");
        foreach (PesterTest test in failed)
        {
            message.Append($"\n{test.Result}: {test.Name}\n{test.Message}\n");
        }

        foreach (string error in outcome.Errors)
        {
            message.Append($"\nOutside a test: {error}\n");
        }

        Assert.Fail(message.ToString());
    }
}
