using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>Executes the examples of <c>docs/diagnostics.md</c>.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Codes =>
        [.. Directory.GetDirectories(CorpusFiles.Examples).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_wrong_example_earns_its_code_and_the_right_one_nothing(string code)
    {
        DiagnosticExample example = DiagnosticExample.Read(code);

        Assert.Contains(code, example.Wrong.Diagnostics.Select(found => found.Code));
        Assert.True(
            code is "AG1015" or "AG1022" || example.Wrong.Diagnostics.All(found => found.Code == code),
            $"other findings: {string.Join("; ", example.Wrong.Diagnostics)}");
        Assert.Empty(example.Right.Diagnostics);
    }

    [Fact]
    public void The_page_of_diagnostics_is_current() =>
        RepositoryFile.AssertIsCurrent("docs/diagnostics.md", DiagnosticsPage.Generate());

    [Fact]
    public void Every_code_of_the_catalogue_has_an_example() => Assert.Equal(
        ErrorCatalogue.All.Where(rule => rule.Code.StartsWith("AG1", StringComparison.Ordinal)).Select(rule => rule.Code),
        Codes.Select(row => row.Data));

    [Fact]
    public void Every_code_is_named_by_a_place_test_or_an_example_that_cannot_have_one()
    {
        string[] placeless =
        [
            "AG1001", "AG1002", "AG1003", "AG1004", "AG1005", "AG1006", "AG1007", "AG1012", "AG1015", "AG1022", "AG1046",
            "AG1080", "AG1081", "AG1084", "AG1087", "AG1088", "AG1089", "AG1090",
        ];

        Assert.Equal(
            Codes.Select(row => row.Data),
            DiagnosticPlaceTests.Traps.Select(row => row.Data.Item1).Concat(placeless).Distinct().Order(StringComparer.Ordinal));
    }
}
