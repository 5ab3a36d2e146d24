using AuditGraph.Core.Configuration;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>A misspelt name is told once, and what stands below it is judged as below the name that was meant.</summary>
public sealed class MisspeltNameTests
{
    [Fact]
    public void Mistakes_below_misspelt_names_are_found_in_the_same_pass() =>
        Assert.Equal(
            ["AG1033 1:1", "AG1033 3:5", "AG1044 4:13", "AG1045 5:14", "AG1033 6:5", "AG1049 6:19", "AG1033 8:14", "AG1033 8:41", "AG1045 8:47"],
            Find(
                """
                jbos:
                  a:
                    acton:
                      type: report.chaged_since
                      args: {sinc: 24h}
                    ouput: {path: ../x.md}
                  b:
                    action: {typ: report.changed_since, arg: {sinc: 24h}}

                """));

    [Fact]
    public void A_name_that_is_there_already_is_meant_by_no_other() =>
        Assert.Equal(
            ["AG1033 4:5"],
            Find(
                """
                jobs:
                  a:
                    action: {type: report.changed_since}
                    acton: {type: nothing}

                """));

    [Fact]
    public void Every_one_of_them_is_mended_at_once()
    {
        ConfigFixResult result = ConfigFixer.Fix(
            ConfigText.YamlPath, "jbos: {a: {acton: {typ: report.chaged_since, arg: {sinc: 24h}}}}\n"u8);

        Assert.Equal("jobs: {a: {action: {type: report.changed_since, args: {since: 24h}}}}\n"u8.ToArray(), result.Bytes);
        Assert.Equal(6, result.AppliedCount);
        Assert.True(result.File.IsValid);
    }

    private static string[] Find(string text) =>
        [.. ConfigText.Parse(text).Diagnostics.Select(found => $"{found.Code} {found.Line}:{found.Column}")];
}
