using System.Text;
using System.Text.Json;

namespace AuditGraph.Module.Tests;

/// <summary>Runs every Pester file against the staged module, each in a PowerShell process of its own.</summary>
public sealed class PesterTests(ITestOutputHelper log)
{
    /// <summary>The variable that, set to <c>1</c>, makes every file run in every culture.</summary>
    private const string EverywhereVariable = "AUDITGRAPH_CULTURES";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    // Where case, digits, the calendar and the direction of writing are others; and the invariant culture of a bare process.
    private static readonly string[] Cultures = ["", "tr-TR", "de-DE", "th-TH", "ar-SA"];

    public static TheoryData<string> Files => new(AllFiles());

    /// <summary>What shows most of a culture: dates, numbers, sizes, sorting and matching, live and deserialised.</summary>
    public static TheoryData<string, string> FilesInCultures
    {
        get
        {
            IEnumerable<string> files = Environment.GetEnvironmentVariable(EverywhereVariable) == "1" ? AllFiles() : ["Views.Tests.ps1"];
            var data = new TheoryData<string, string>();
            foreach (string culture in Cultures)
            {
                foreach (string file in files)
                {
                    data.Add(file, culture);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_test_of_the_file_passes(string file) => Run(file, culture: null);

    [Theory]
    [MemberData(nameof(FilesInCultures))]
    public void Every_test_of_the_file_passes_in_the_culture(string file, string culture) => Run(file, culture);

    private static IEnumerable<string> AllFiles() =>
        Directory.EnumerateFiles(Repository.PesterFolder, "*.Tests.ps1", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.PesterFolder, file))
            .Order(StringComparer.Ordinal);

    private void Run(string file, string? culture)
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
