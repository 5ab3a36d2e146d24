namespace AuditGraph.Core.Tests.Configuration;

/// <summary>What a job can say of <c>check.integrity</c> that each value by itself allows and all together do not.</summary>
public sealed class IntegrityRuleArgumentTests
{
    [Theory]
    [InlineData("{path: a, watch: [growing, «content»]}", "'watch' has both 'growing' and 'content', which contradict")]
    [InlineData("{path: a, watch: [mode, «ignore»]}", "'watch' has both 'mode' and 'ignore', which contradict")]
    [InlineData("{path: a, watch: [immutable, «links»]}", "'watch' has both 'immutable' and 'links', which contradict")]
    [InlineData("{path: a, watch: mode}, {path: «a», watch: mode}", "the pattern 'a' is already the 'path' of an item")]
    [InlineData("{path: [a, b, «a»], watch: mode}", "the pattern 'a' is already the 'path' of an item")]
    [InlineData("{path: [a, «'!a/b'»], watch: mode}", "the pattern '!a/b' takes back what no other pattern takes")]
    [InlineData("{path: a, watch: «[]»}", "'watch' is empty; expected at least one item")]
    [InlineData("{path: a, watch: [«contents»]}", "'watch' is 'contents'; expected one of content, size, mode, owner,")]
    public void A_mistake_is_reported_in_its_place(string marked, string message)
    {
        string before = "jobs: {j: {action: {type: check.integrity, args: {rules: [";
        int start = before.Length + marked.IndexOf('«', StringComparison.Ordinal);
        int end = before.Length + marked.IndexOf('»', StringComparison.Ordinal) - 1;

        JobConfigDiagnostic found = ConfigText.Only(
            before
                + marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal)
                + "]}}}}");

        Assert.Equal(("AG1048", start + 1, end + 1), (found.Code, found.Column, found.EndColumn));
        Assert.StartsWith(message, found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[content, size, mode, owner, links]")]
    [InlineData("[growing, mode, owner, links]")]
    [InlineData("[growing, growing]")]
    [InlineData("immutable")]
    public void What_does_not_contradict_itself_is_taken(string watch) => Assert.Single(
        ConfigText.Parse($"jobs: {{j: {{action: {{type: check.integrity, args: {{rules: [{{path: a, watch: {watch}}}]}}}}}}}}")
            .RequireValid().Jobs);
}
