using System.Text;
using System.Text.Json;

namespace AuditGraph.Module.Tests;

/// <summary>Runs every Pester file against the staged module, each in a PowerShell process of its own.</summary>
public sealed class PesterTests(ITestOutputHelper log)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public static TheoryData<string> Files => new(
        Directory.EnumerateFiles(Repository.PesterFolder, "*.Tests.ps1", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.PesterFolder, file))
            .Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_test_of_the_file_passes(string file)
    {
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
                ],
                Limit);
            log.WriteLine(output);
            Assert.True(File.Exists(results), $"Pester left no results; pwsh ended with {exitCode}:\n{output}");
            Judge(JsonSerializer.Deserialize<PesterOutcome>(File.ReadAllText(results), JsonSerializerOptions.Web)!);
        }
        finally
        {
            File.Delete(results);
        }
    }

    private void Judge(PesterOutcome outcome)
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
