using AuditGraph.Core.Actions;
using AuditGraph.Core.Actions.CheckSecrets;

namespace AuditGraph.Core.Tests.Actions.CheckSecrets;

/// <summary>What a file itself allows.</summary>
public sealed class AllowanceTests
{
    private const string Rule = "secrets.github-token";

    // No line of this file allows anything.
    private const string Allow = "auditgraph:" + "allow";

    private readonly string token = new Drawn(1).Checked("ghp_");

    [Theory]
    [InlineData("{0} # {1} secrets.github-token a token of a test", 0, "1 1")]
    [InlineData("# {1} secrets.github-token a token of a test\n{0}", 0, "1 1")]
    [InlineData("/* {1} secrets.github-token of a test */ {0}", 0, "1 1")]
    [InlineData("{0} {0} # {1} secrets.github-token both", 0, "1 2")]
    [InlineData("# {1} secrets.github-token a token\n\n{0}", 1, "1 0")]
    [InlineData("{0} # {1} secrets.github-token this one\n{0}", 1, "1 1")]
    [InlineData("{0} # {1} secrets.npm-token another rule", 1, "1 0")]
    [InlineData("{0}\n# {1} secrets.github-token behind", 1, "2 0")]
    [InlineData("# {1} secrets.github-token one\n# {1} secrets.github-token two\n{0}", 0, "1 0,2 1")]
    public void Secrets_of_its_line_or_of_the_next_are_allowed_and_counted(string text, int left, string allowances)
    {
        SecretYield yield = Scan(text);
        Assert.Equal(left, yield.Hits.Count(hit => hit.Rule == Rule));
        Assert.Equal(left, yield.Total);
        Assert.Equal(allowances, string.Join(',', yield.Allowances.Select(one => $"{one.Line} {one.Secrets}")));
    }

    [Theory]
    [InlineData("{0} # {1} secrets.github-token")]
    [InlineData("{0} # {1} secrets.github-token ")]
    [InlineData("{0} <!-- {1} secrets.github-token -->")]
    [InlineData("{0} /* {1} secrets.github-token */")]
    [InlineData("{0} # {1} secrets.github-token -")]
    [InlineData("{0} # {1} secrets.github-tokens with a wrong name")]
    [InlineData("{0} # {1} secrets.allowance of all allowances")]
    [InlineData("{0} # {1} secrets. everything")]
    public void One_that_says_too_little_allows_nothing_and_is_a_finding(string text)
    {
        SecretYield yield = Scan(text);
        Assert.Equal([Rule, "secrets.allowance"], yield.Hits.Select(hit => hit.Rule));
        Assert.Equal(token.Length + text.IndexOf("{1}", StringComparison.Ordinal) - 2, yield.Hits[1].Column);
        Assert.Empty(yield.Allowances);
    }

    [Theory]
    [InlineData("{1} is how it begins")]
    [InlineData("const mark = \"{1} \";")]
    [InlineData("{1}")]
    public void Who_writes_about_it_allows_nothing_and_is_not_told_off(string text) =>
        Assert.Same(SecretYield.Nothing, Scan(text));

    private SecretYield Scan(string text) => new SecretScanner(SecretRules.All, new FingerprintKey(new byte[32]))
        .Scan(
            text.Replace("{0}", token, StringComparison.Ordinal).Replace("{1}", Allow, StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
}
