namespace AuditGraph.Core.Tests.Configuration;

/// <summary>Arguments that are lists of texts, of which some actions know each.</summary>
public sealed class TextListArgumentTests
{
    [Theory]
    [InlineData(
        "rules: [secrets.npm-token, «secrets.jwtt»]",
        "AG1048",
        "'rules' is 'secrets.jwtt'; expected one of",
        "did you mean 'secrets.jwt'?")]
    [InlineData("rules: «jwt»", "AG1048", "'rules' is 'jwt'; expected one of", null)]
    [InlineData("skip_rules: [«7»]", "AG1047", "'skip_rules' is the whole number 7; expected one of", null)]
    [InlineData("skip_rules: «{a: b}»", "AG1047", "'skip_rules' is a mapping; expected a list", null)]
    public void A_mistake_is_reported_in_its_place(string marked, string code, string message, string? suggestion)
    {
        string before = "jobs: {j: {action: {type: check.secrets, args: {";
        int start = before.Length + marked.IndexOf('«', StringComparison.Ordinal);
        int end = before.Length + marked.IndexOf('»', StringComparison.Ordinal) - 1;

        JobConfigDiagnostic found = ConfigText.Only(
            before
                + marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal)
                + "}}}}");

        Assert.Equal((code, start + 1, end + 1), (found.Code, found.Column, found.EndColumn));
        Assert.StartsWith(message, found.Message, StringComparison.Ordinal);
        Assert.Equal(suggestion, found.Suggestion);
    }

    [Theory]
    [InlineData("rules: [secrets.jwt, secrets.npm-token]", "secrets.jwt;secrets.npm-token")]
    [InlineData("rules: secrets.jwt", "secrets.jwt")]
    [InlineData("rules: []", "")]
    [InlineData("rules: ", "")]
    [InlineData("entropy: true", "")]
    public void A_text_stands_for_a_list_of_one_and_nothing_for_none(string arguments, string rules) => Assert.Equal(
        rules,
        string.Join(';', (ValueList<string>)Assert.Single(
            ConfigText.Parse($"jobs: {{j: {{action: {{type: check.secrets, args: {{{arguments}}}}}}}}}")
                .RequireValid().Jobs).Arguments["rules"]!));
}
