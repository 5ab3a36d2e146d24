using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Schema;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>An argument that is a list of mappings is validated, bound and described like all others.</summary>
public sealed class MappingArgumentTests
{
    private static readonly ActionDescriptor Action = new()
    {
        Type = "check.example",
        Summary = "Checks by rules.",
        ReportVersion = 1,
        Formats = ["md"],
        IsCheck = true,
        FailKinds = ["error"],
        Parameters =
        [
            new ActionParameter
            {
                Name = "rules",
                Kind = ActionParameterKind.Mappings,
                Required = true,
                Summary = "The rules.",
                RequiresAnyOf = ["forbid", "limit"],
                Members =
                [
                    new ActionParameter { Name = "name", Kind = ActionParameterKind.Name, Required = true, Summary = "Its name." },
                    new ActionParameter { Name = "files", Kind = ActionParameterKind.GlobList, Required = true, Summary = "The files." },
                    new ActionParameter { Name = "forbid", Kind = ActionParameterKind.Pattern, Summary = "What must not be there." },
                    new ActionParameter { Name = "limit", Kind = ActionParameterKind.WholeNumber, Minimum = 0, NotAbove = "most", Summary = "The least." },
                    new ActionParameter { Name = "most", Kind = ActionParameterKind.WholeNumber, Minimum = 0, Summary = "The most." },
                    new ActionParameter
                    {
                        Name = "within", Kind = ActionParameterKind.Duration, Summary = "How old it may be.",
                    },
                    new ActionParameter
                    {
                        Name = "after", Kind = ActionParameterKind.Job, Summary = "The job before it.",
                    },
                    new ActionParameter
                    {
                        Name = "weight", Kind = ActionParameterKind.Text, AllowedValues = ["error", "note"], Default = "error", Summary = "The weight.",
                    },
                ],
            },
            new ActionParameter
            {
                Name = "notes",
                Kind = ActionParameterKind.Mappings,
                Summary = "Notes.",
                Members = [new ActionParameter { Name = "text", Kind = ActionParameterKind.Text, Summary = "What it says." }],
            },
        ],
    };

    /// <summary>
    /// Arguments, the characters that their only mistake is about between « and », and its message's beginning.
    /// </summary>
    public static TheoryData<string, string, string> Mistakes => new()
    {
        { "rules: [{name: a, files: b, limit: 1, «forbit»: x}]", "AG1045", "'forbit' is not a key of an item of 'rules'; expected one of name, files" },
        { "rules: [{«files»: b, limit: 1}]", "AG1046", "the item of 'rules' lacks 'name'" },
        { "rules: [{«name»: a, files: b}]", "AG1046", "the item of 'rules' lacks any of forbid, limit" },
        { "rules: «one»", "AG1047", "'rules' is the text 'one'; expected a list, each item a mapping with the keys name, files" },
        { "rules: «{name: a, files: b, limit: 1}»", "AG1047", "'rules' is a mapping; expected a list" },
        { "rules: [«one»]", "AG1047", "'rules' is the text 'one'; expected a mapping with the keys name, files" },
        { "«rules»: ", "AG1048", "'rules' is empty; expected at least one item" },
        { "rules: «[]»", "AG1048", "'rules' is empty; expected at least one item" },
        { "rules: [{name: a, files: «[]», limit: 1}]", "AG1048", "'files' is empty; expected at least one item" },
        { "rules: [{name: «a b», files: b, limit: 1}]", "AG1048", "'name' is 'a b'; expected 1 to 64 letters" },
        { "rules: [{name: a, files: b, limit: 1}, {name: «a», files: c, limit: 1}]", "AG1048", "'a' is already the 'name' of another item of 'rules'" },
        { "rules: [{name: a, files: b, limit: «many»}]", "AG1047", "'limit' is the text 'many'; expected a whole number of at least 0" },
        { "rules: [{name: a, files: b, limit: «-1»}]", "AG1048", "'limit' is -1; expected a whole number of at least 0" },
        { "rules: [{name: a, files: b, most: 2, limit: «3»}]", "AG1048", "'limit' is 3, and 'most' 2: nothing is both; expected no more than that" },
        { "rules: [{name: a, files: «/..», limit: 1}]", "AG1048", "'/..' is not a glob pattern" },
        { "rules: [{name: a, files: [«a/./b»], limit: 1}]", "AG1082", "the pattern 'a/./b' has a segment that no path has" },
        { "rules: [{name: a, files: b, limit: 1, weight: «grave»}]", "AG1048", "'weight' is 'grave'; expected one of error, note" },
        { "rules: [{name: a, files: b, forbid: «'('»}]", "AG1048", "'(' is not a regular expression: insufficient closing parentheses at its character 1" },
        { "rules: [{name: a, files: b, forbid: «'(a)\\1'»}]", "AG1048", "'(a)\\1' is not a regular expression: it needs look-around" },
        { "rules: [{name: a, files: b, forbid: «'(?=a)'»}]", "AG1048", "'(?=a)' is not a regular expression: it needs look-around" },
        { "rules: [{name: a, files: b, forbid: «'((a{99}){99}){99}'»}]", "AG1048", "'((a{99}){99}){99}' is not a regular expression: with its repetitions" },
        { "rules: [{name: a, files: b, forbid: «1»}]", "AG1047", "'forbid' is the whole number 1; expected a regular expression" },
        {
            "rules: [{name: a, files: b, limit: 1, within: «soon»}]",
            "AG1048",
            "'soon' is not a duration; expected a whole number from 1 to 999999"
        },
        {
            "rules: [{name: a, files: b, limit: 1, within: «5»}]",
            "AG1047",
            "'within' is the whole number 5; expected a duration"
        },
        { "rules: [{name: a, files: b, limit: 1, after: «k»}]", "AG1048", "'k' is not a job of this file" },
        {
            "rules: [{name: a, files: b, limit: 1, after: «j»}]",
            "AG1048",
            "'j' is this job itself; expected the name of another job"
        },
        {
            "rules: [{name: a, files: b, limit: 1, after: «k l»}]",
            "AG1048",
            "'after' is 'k l'; expected 1 to 64 letters"
        },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_a_mapping_is_reported_in_its_place(string marked, string code, string message)
    {
        string before = "jobs: {j: {action: {type: check.example, args: {";
        int start = before.Length + marked.IndexOf('«', StringComparison.Ordinal);
        int end = before.Length + marked.IndexOf('»', StringComparison.Ordinal) - 1;

        JobConfigDiagnostic found = ConfigText.Only(Unmarked(marked), actions: [Action]);

        Assert.Equal((code, start + 1, end + 1), (found.Code, found.Column, found.EndColumn));
        Assert.StartsWith(message, found.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rules: [{name: a, files: b, limitt: 1}]", "did you mean 'limit'?")]
    [InlineData("rules: [{name: a, files: b, limit: 1, weight: eror}]", "did you mean 'error'?")]
    [InlineData("rules: [{name: a, files: b, limit: 1, within: 24 hours}]", "did you mean '24h'?")]
    [InlineData("rules: [{name: a, files: b, limit: 1}], weight: note", "'weight' belongs to an item of 'action.args.rules'")]
    public void What_was_meant_is_suggested(string arguments, string suggestion) =>
        Assert.Equal(suggestion, ConfigText.Only(Text(arguments), actions: [Action]).Suggestion);

    [Fact]
    public void A_key_of_a_mapping_that_stands_beside_the_action_is_told_where_it_belongs() => Assert.Equal(
        "'weight' belongs to an item of 'action.args.rules'",
        ConfigText.Only(
            "jobs: {j: {action: {type: check.example, args: {rules: [{name: a, files: b, limit: 1}]}}, weight: note}}", actions: [Action]).Suggestion);

    [Fact]
    public void The_place_of_a_mistake_has_the_position_in_the_list() => Assert.Equal(
        "jobs.j.action.args.rules[1].limit",
        ConfigText.Only(Text("rules: [{name: a, files: b, limit: 1}, {name: b, files: c, limit: -1}]"), actions: [Action]).Path);

    [Fact]
    public void Another_job_is_named_once_and_as_it_is_spelt()
    {
        const string other =
            "other-job: {action: {type: check.example, args: {rules: [{name: a, files: b, limit: 1}]}}}";
        string With(params string[] names) => Text(
            "rules: ["
                + string.Join(
                    ", ", names.Select((name, index) => $"{{name: n{index}, files: b, limit: 1, after: {name}}}"))
                + "]")
            .Replace("{j:", $"{{{other}, j:", StringComparison.Ordinal);

        Assert.Empty(ConfigText.Parse(With("other-job"), actions: [Action]).Diagnostics);
        Assert.Equal("did you mean 'other-job'?", ConfigText.Only(With("other-jop"), actions: [Action]).Suggestion);
        Assert.StartsWith(
            "'other-job' is already the 'after' of another item",
            ConfigText.Only(With("other-job", "other-job"), actions: [Action]).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Mappings_have_what_is_given_and_the_defaults_and_nothing_else()
    {
        JobConfigFile file = ConfigText.Parse(Text("rules: [{name: a, files: b, limit: 1}, {name: b, files: [c], forbid: x, weight: note}]"), actions: [Action]);

        ValueMap<object?> arguments = Assert.Single(file.RequireValid().Jobs).Arguments;
        var rules = (ValueList<ValueMap<object?>>)arguments["rules"]!;
        Assert.Equal(["files=b;limit=1;name=a;weight=error", "files=c;forbid=x;name=b;weight=note"], rules.Select(rule => rule.ToString()));
        Assert.Null(arguments["notes"]);
    }

    [Fact]
    public void Mistakes_of_all_mappings_are_found_in_one_pass() => Assert.Equal(
        ["AG1046", "AG1048", "AG1047", "AG1045"],
        ConfigText.Parse(Text("rules: [{files: b, limit: 1}, {name: b, files: [], limit: no}, {name: c, files: b, limit: 2, quite: odd}]"), actions: [Action])
            .Diagnostics.Select(found => found.Code));

    [Fact]
    public void The_schema_judges_mappings_as_the_validator_does_but_for_what_it_cannot_express()
    {
        string[] beyond =
        [
            "already", "of this file", "job itself", "nothing is both", "regular expression: insufficient",
            "regular expression: it needs", "regular expression: with", "has a segment",
        ];
        (string Arguments, bool IsValid)[] cases =
        [
            .. Mistakes.Where(row => !beyond.Any(row.Data.Item3.Contains)).Select(row => (row.Data.Item1, false)),
            ("rules: [{name: a, files: b, limit: 1}]", true),
            ("rules: [{name: a, files: [b, c], forbid: x, weight: note}], notes: [{text: x}, {}]", true),
            ("rules: [{name: a, files: b, limit: 0}], notes: ", true),
            ("rules: [{name: a, files: b, limit: 0}], notes: []", true),
            ("rules: [{name: a, files: b, most: 3, limit: 3}]", true),
            ("notes: []", false),
            ("rules: [{name: a, files: , limit: 1}]", false),
            ("rules: [null]", false),
        ];
        using var folder = new TemporaryFolder();
        foreach ((string arguments, int index) in cases.Select((given, index) => (given.Arguments, index)))
        {
            folder.Write($"{index}.yaml", Unmarked(arguments));
        }

        string[] files = [.. cases.Select((_, index) => folder[$"{index}.yaml"])];
        Dictionary<string, (bool IsValid, string Errors)> verdicts = SchemaJudge.Judge(JobSchema.Generate([Action]), files);

        Assert.All(cases.Zip(files), judged =>
        {
            Assert.Equal(judged.First.IsValid, JobConfig.Parse(judged.Second, File.ReadAllBytes(judged.Second), ConfigText.Root, [Action]).IsValid);
            Assert.True(judged.First.IsValid == verdicts[judged.Second].IsValid, $"{judged.First}: {verdicts[judged.Second]}");
        });
    }

    private static string Text(string arguments) => $"jobs: {{j: {{action: {{type: check.example, args: {{{arguments}}}}}}}}}";

    private static string Unmarked(string marked) =>
        Text(marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal));
}
