namespace AuditGraph.Core.Tests.Configuration;

/// <summary>Every mistake in what a job says of a command is found before anything runs, in its place.</summary>
public sealed class CommandArgumentTests
{
    [Theory]
    [InlineData("command: «[]»", "AG1048", "'command' is empty; expected at least one item")]
    [InlineData("command: [«»\"\", a]", "AG1048", "'' is not a program; expected a program")]
    [InlineData("command: [«../x», a]", "AG1048", "'../x' is not a program; expected a program")]
    [InlineData("command: [sh, «7»]", "AG1047", "'command' is the whole number 7; expected a text")]
    [InlineData("command: «sh -c x»", "AG1048", "'sh -c x' is one text, and no shell takes it apart")]
    [InlineData("command: [sh], working_directory: «/tmp»", "AG1048", "'working_directory' is '/tmp'; expected a path")]
    [InlineData("command: [sh], environment: [CI, «A B»]", "AG1048", "an item of 'environment' is 'A B'; expected the name")]
    [InlineData("command: [sh], environment: [CI, «CI=1»]", "AG1048", "the variable 'CI' is already in this list")]
    [InlineData("command: [sh], exit_codes: «1»", "AG1047", "'exit_codes' is the whole number 1; expected a mapping")]
    [InlineData("command: [sh], exit_codes: {«bad»: 1}", "AG1045", "'bad' is not a key of 'exit_codes'; expected one of")]
    [InlineData("command: [sh], exit_codes: {warn: «256»}", "AG1048", "'warn' is 256; expected a whole number from 0 to 255")]
    [InlineData("command: [sh], exit_codes: {warn: [3, «x»]}", "AG1047", "'warn' is the text 'x'; expected a whole number")]
    [InlineData("command: [sh], exit_codes: {pass: [0, 3], fail: [1, «3»]}", "AG1048", "3 is already in 'pass'; expected it once")]
    [InlineData("command: [sh], exit_codes: {pass: [0, «0»]}", "AG1048", "0 is already in 'pass'; expected it once")]
    [InlineData("command: [sh], findings: {«path»: a}", "AG1046", "'findings' lacks 'format'")]
    [InlineData("command: [sh], findings: {format: «sariff»}", "AG1048", "'format' is 'sariff'; expected one of")]
    [InlineData("command: [sh], findings: {format: json}, «protocol»: auditgraph", "AG1048", "'protocol' and 'findings' exclude each other")]
    [InlineData("command: [sh], «arguments»: {a: 1}", "AG1048", "'arguments' has a meaning only beside 'protocol'")]
    [InlineData("command: [sh], protocol: auditgraph, arguments: «[1]»", "AG1047", "'arguments' is a list; expected a mapping")]
    [InlineData("command: [sh], protocol: auditgraph, arguments: {a: {b: [«1.5»]}}", "AG1047", "'b' is the number 1.5; expected a text")]
    [InlineData("command: [sh], protocol: auditgraph, arguments: {a: «[1, x]»}", "AG1047", "'a' is a list; expected a text")]
    [InlineData("command: [sh], evidence: [a, «../b»]", "AG1048", "an item of 'evidence' is '../b'; expected a path")]
    [InlineData("command: [sh], output_limit: «0»", "AG1048", "'output_limit' is 0; expected a whole number from 1 to")]
    public void A_mistake_is_reported_in_its_place(string marked, string code, string message)
    {
        string before = "jobs: {j: {action: {type: run.command, args: {";
        int start = before.Length + marked.IndexOf('«', StringComparison.Ordinal);
        int end = before.Length + marked.IndexOf('»', StringComparison.Ordinal) - 1;
        string plain = marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);

        JobConfigDiagnostic found = ConfigText.Only($"{before}{plain}}}}}}}}}");

        Assert.StartsWith(message, found.Message, StringComparison.Ordinal);
        Assert.Equal((code, start + 1), (found.Code, found.Column));
        Assert.True(start == end || found.EndColumn == end + 1, $"It ends at {found.EndColumn}, not {end + 1}.");
    }

    [Theory]
    [InlineData("", "fail=1;pass=0")]
    [InlineData("exit_codes: ", "fail=1;pass=0")]
    [InlineData("exit_codes: {pass: [0, 1]}", "pass=0;1")]
    [InlineData("exit_codes: {warn: 1}", "pass=0;warn=1")]
    [InlineData("exit_codes: {fail: [0]}", "fail=0")]
    [InlineData("exit_codes: {warn: [2, 3]}", "fail=1;pass=0;warn=2;3")]
    public void Zero_is_well_and_one_is_not_unless_the_job_says_otherwise(string given, string codes) => Assert.Equal(
        codes,
        Assert.Single(ConfigText.Parse(
            $"jobs: {{j: {{action: {{type: run.command, args: {{command: sh, {given}}}}}}}}}").RequireValid().Jobs)
            .Arguments["exit_codes"]!.ToString());
}
