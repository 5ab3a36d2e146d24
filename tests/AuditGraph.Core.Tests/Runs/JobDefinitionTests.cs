using AuditGraph.Core.Redaction;
using AuditGraph.Core.Runs;

namespace AuditGraph.Core.Tests.Runs;

public sealed class JobDefinitionTests
{
    private static readonly AuditJob Job = new()
    {
        Name = "rules",
        ActionType = "check.example",
        Outputs = [new AuditJobOutput("exports/reports/rules.md", "md")],
        Arguments = new([new("rules", ValueList.Create<ValueMap<object?>>(
        [
            new([new("name", "one"), new("files", ValueList.Create<string>(["keys/AKIAIOSFODNN7EXAMPLE.txt"])), new("limit", 3L), new("quiet", true)]),
            new([new("name", "two"), new("message", "password=hunter2")]),
        ]))]),
        Root = "/w",
        ConfigPath = "/w/config/jobs.yaml",
    };

    [Fact]
    public void Keeps_mappings_as_they_are() => Assert.Equal(
        """{"rules":[{"files":["keys/AKIAIOSFODNN7EXAMPLE.txt"],"limit":3,"name":"one","quiet":true},{"message":"password=hunter2","name":"two"}]}""",
        ArgumentsBy(new SecretRedactor(enabled: false)));

    [Fact]
    public void Masks_secrets_in_mappings() => Assert.Equal(
        """{"rules":[{"files":["keys/[redacted:vendor_token].txt"],"limit":3,"name":"one","quiet":true},{"message":"password=[redacted:credential]","name":"two"}]}""",
        ArgumentsBy(new SecretRedactor(enabled: true)));

    private static string ArgumentsBy(SecretRedactor redactor) =>
        JobDefinition.ToJson(Job, redactor)["action"]!["args"]!.ToJsonString();
}
