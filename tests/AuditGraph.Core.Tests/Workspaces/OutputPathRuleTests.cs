using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Workspaces;

public sealed class OutputPathRuleTests
{
    [Theory]
    [InlineData("", "is empty")]
    [InlineData("exports/a\u001f.md", "holds a control character")]
    [InlineData("exports/a\u007f.md", "holds a control character")]
    [InlineData("exports/a\u0085.md", "holds a control character")]
    [InlineData("exports/a\u009f.md", "holds a control character")]
    [InlineData("exports\\a.md", "holds a backslash; folders are separated by '/'")]
    [InlineData("/exports/a.md", "is not relative to the workspace")]
    [InlineData("~/exports/a.md", "is not relative to the workspace")]
    [InlineData("exports/../a.md", "holds '..'")]
    [InlineData("../exports/a.md", "holds '..'")]
    [InlineData("reports/a.md", "is not below exports/")]
    [InlineData("exports/", "ends with '/', so it names a folder")]
    [InlineData("exports/a/", "ends with '/', so it names a folder")]
    [InlineData("exports//a.md", "holds an empty folder name")]
    [InlineData("exports/./a.md", "holds '.' as a folder name")]
    [InlineData("exports", "is exports itself, not a file below it")]
    [InlineData("exports/a.md", null)]
    [InlineData("exports/\u00a0 ~...md", null)]
    public void The_fault_is_told_in_words(string path, string? fault) => Assert.Equal(fault, OutputPathRule.FindFault(path));

    [Theory]
    [InlineData('a', 200, null)]
    [InlineData('a', 201, "holds a name longer than 200 bytes")]
    [InlineData('ä', 100, null)]
    [InlineData('ä', 101, "holds a name longer than 200 bytes")]
    public void A_name_has_at_most_200_bytes(char letter, int count, string? fault) =>
        Assert.Equal(fault, OutputPathRule.FindFault("exports/" + new string(letter, count)));

    [Theory]
    [InlineData(1024, null)]
    [InlineData(1025, "is longer than 1024 bytes")]
    public void A_path_has_at_most_1024_bytes(int length, string? fault)
    {
        string path = "exports" + string.Concat(Enumerable.Repeat("/" + new string('a', 111), 9));
        Assert.Equal(fault, OutputPathRule.FindFault(path + "/" + new string('a', length - path.Length - 1)));
    }

    [Theory]
    [InlineData("a.md", "exports/a.md")]
    [InlineData("./a.md", "exports/a.md")]
    [InlineData("././exports/a.md", "exports/a.md")]
    [InlineData("reports/a.md", "exports/reports/a.md")]
    [InlineData("/exports/a.md", "exports/a.md")]
    [InlineData("exports\\reports\\a.md", "exports/reports/a.md")]
    [InlineData("exports/a.md", null)]
    [InlineData("", null)]
    [InlineData("~/a.md", null)]
    [InlineData("/etc/a.md", null)]
    [InlineData("../a.md", null)]
    [InlineData("exports/", null)]
    public void What_was_probably_meant_is_a_path_without_a_fault(string path, string? meant) =>
        Assert.Equal(meant, OutputPathRule.FindMeant(path));
}
