namespace AuditGraph.Module.Tests;

/// <summary>Runs Pester files in cultures where case, digits, the calendar and the direction of writing are others.</summary>
public sealed class PesterCultureTests(ITestOutputHelper log)
{
    /// <summary>The variable that, set to <c>1</c>, makes every file run in every culture.</summary>
    private const string EverywhereVariable = "AUDITGRAPH_CULTURES";

    // The first is the invariant culture of a bare process.
    private static readonly string[] Cultures = ["", "tr-TR", "de-DE", "th-TH", "ar-SA"];

    /// <summary>What shows most of a culture: dates, numbers, sizes, sorting and matching, live and deserialised.</summary>
    public static TheoryData<string, string> FilesInCultures
    {
        get
        {
            IEnumerable<string> files = Environment.GetEnvironmentVariable(EverywhereVariable) == "1" ? PesterFile.All : ["Views.Tests.ps1"];
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
    [MemberData(nameof(FilesInCultures))]
    public void Every_test_of_the_file_passes_in_the_culture(string file, string culture) => PesterFile.Run(file, culture, log);
}
