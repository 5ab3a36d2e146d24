using System.Text.RegularExpressions;
using AuditGraph.Core.Actions.Parameters;

namespace AuditGraph.Core.Tests.Actions;

public sealed class LinearPatternTests
{
    [Theory]
    [InlineData("TODO")]
    [InlineData("^(a+)+$")]
    [InlineData(@"\d{4}-\d{2}-\d{2}")]
    [InlineData("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    [InlineData("^.{121,}")]
    [InlineData("a{1000}")]
    [InlineData("[]{999}a]{9}")]
    [InlineData(@"\[a{9}\]{100}")]
    [InlineData("(?i)todo|(?:fix ?me)")]
    [InlineData("a{x}{")]
    [InlineData("(?#a{2000})b")]
    public void Takes_what_an_automaton_of_some_size_can_match(string text)
    {
        Assert.True(LinearPattern.TryParse(text, out Regex? pattern, out string? fault), fault);
        Assert.Equal(RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, pattern.Options);
    }

    [Theory]
    [InlineData("(", "insufficient closing parentheses at its character 1")]
    [InlineData("a)", "insufficient opening parentheses at its character 2")]
    [InlineData("[b-a]", "reversed character range at its character 4")]
    [InlineData("a**", "nested quantifiers not parenthesized at its character 3")]
    [InlineData("(?=a)", "it needs look-around")]
    [InlineData("(?<!a)b", "it needs look-around")]
    [InlineData(@"(a)\1", "it needs look-around")]
    [InlineData("(?>a)", "it needs look-around")]
    [InlineData("a{1001}", "with its repetitions written out it has more than 1000 characters")]
    [InlineData("((a{99}){99}){99}", "with its repetitions written out")]
    [InlineData("(a{2147483647}){2147483647}", "with its repetitions written out")]
    [InlineData("a{99999999999999999999}", "with its repetitions written out")]
    [InlineData("(ab[c]){0,400}", "with its repetitions written out")]
    [InlineData("(a{99})(?#b){99}", "with its repetitions written out")]
    [InlineData("(?x)(a{99}) {99}", "it sets the option x")]
    [InlineData("(?i-x:a)", "it sets the option x")]
    public void Refuses_all_else_with_the_reason(string text, string fault)
    {
        Assert.False(LinearPattern.TryParse(text, out _, out string? found));
        Assert.StartsWith(fault, found, StringComparison.Ordinal);
    }
}
