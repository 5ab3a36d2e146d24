using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Actions.CheckSecrets;

namespace AuditGraph.Core.Tests.Actions.CheckSecrets;

/// <summary>What rules take for a secret, and what they do not.</summary>
public sealed class SecretRulesTests
{
    private static readonly FingerprintKey Key = new(new byte[32]);

    private static readonly SecretFiles Files = new(SecretRules.All, Key);

    // What is not as expected is exactly what the corpus ends with: texts that the rules are known to be wrong about.
    [Fact]
    public void Each_rule_finds_what_is_a_secret_and_nothing_else()
    {
        SecretSample[] wrong = [.. SecretSample.All.Where(sample => sample.IsSecret != IsFound(sample))];
        Assert.Equal(SecretSample.All.TakeLast(8).Select(sample => sample.Text), wrong.Select(sample => sample.Text));
    }

    [Fact]
    public void The_page_states_the_recall_and_precision_of_the_corpus()
    {
        int secrets = SecretSample.All.Count(sample => sample.IsSecret);
        int found = SecretSample.All.Count(sample => sample.IsSecret && IsFound(sample));
        int told = found + SecretSample.All.Count(sample => !sample.IsSecret && IsFound(sample));
        string stated = string.Create(
            CultureInfo.InvariantCulture,
            $"Of {secrets} secrets it finds {found} (a recall of {(double)found / secrets:0.00}), "
                + $"and of {SecretSample.All.Count - secrets} texts that are none it takes {told - found} for one "
                + $"(a precision of {(double)found / told:0.00}).");
        Assert.Contains(
            stated,
            Regex.Replace(File.ReadAllText(RepositoryFile.PathOf("docs/actions/check.secrets.md")), "\\s+", " "),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_rule_has_texts_of_both_kinds() => Assert.DoesNotContain(
        SecretRules.All,
        rule => SecretSample.All
            .Where(sample => sample.Rule == rule.Id)
            .DistinctBy(sample => sample.IsSecret)
            .Count() < 2);

    [Fact]
    public void Every_expression_is_matched_by_an_automaton_without_a_limit_of_time() => Assert.All(
        SecretRules.All.SelectMany(rule => rule.Patterns),
        pattern =>
        {
            Assert.True(pattern.Options.HasFlag(RegexOptions.NonBacktracking));
            Assert.Equal(Regex.InfiniteMatchTimeout, pattern.MatchTimeout);
        });

    [Fact]
    public void A_secret_is_told_by_where_it_is_and_how_long()
    {
        string token = new Drawn(1).Checked("ghp_");
        SecretHit hit = Assert.Single(Scan($"\r\n\n  x: \"{token}\"\r\n").Hits);
        Assert.Equal(("secrets.github-token", 3, 7, 40, 40), (hit.Rule, hit.Line, hit.Column, hit.Length, hit.Size));
    }

    [Fact]
    public void Of_rules_that_find_the_same_one_tells_of_it()
    {
        string token = new Drawn(2).Checked("ghp_");
        Assert.Equal(
            ["secrets.github-token"],
            Scan($"https://ben:{token}@github.com api_key = '{token[..0]}'").Hits.Select(hit => hit.Rule));
        Assert.Equal(2, Scan($"{token},{token}").Hits.Count);
    }

    [Fact]
    public void The_same_secret_is_the_same_wherever_it_is_and_under_another_key_another()
    {
        string token = new Drawn(3).Checked("ghp_");
        SecretHit here = Assert.Single(Scan(token).Hits);
        Assert.Equal(here.Mac, Assert.Single(Scan($"\n\n  token = {token}").Hits).Mac);
        Assert.NotEqual(here.Mac, Assert.Single(Scan(new Drawn(4).Checked("ghp_")).Hits).Mac);
        var other = new SecretScanner(SecretRules.All, new FingerprintKey([1]));
        Assert.NotEqual(here.Mac, Assert.Single(other.Scan(token, TestContext.Current.CancellationToken).Hits).Mac);

        string key = new Drawn(5).Pem();
        Assert.Equal(
            Assert.Single(Scan(key).Hits).Mac,
            Assert.Single(Scan($"  {key.Replace("\n", "\r\n  ", StringComparison.Ordinal)}").Hits).Mac);
    }

    private static bool IsFound(SecretSample sample) =>
        Files.QuestionOf(Encoding.UTF8.GetBytes(sample.File))
            .TryAnswer(Encoding.UTF8.GetBytes(sample.Text), out _, TestContext.Current.CancellationToken)!
            .Hits.Any(hit => hit.Rule == sample.Rule);

    private static SecretYield Scan(string text) =>
        new SecretScanner(SecretRules.All, Key).Scan(text, TestContext.Current.CancellationToken);
}
