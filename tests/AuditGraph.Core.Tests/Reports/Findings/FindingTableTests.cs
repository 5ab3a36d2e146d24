using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Tests.Reports.Findings;

public sealed class FindingTableTests
{
    [Fact]
    public void A_secret_in_a_property_is_masked_and_the_others_stay()
    {
        AuditFinding finding = Masked(
            ("a", "http://host:80"), ("b", "me@x"), ("key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"), ("z", "https://u:pass@host/"));

        Assert.Equal(["a", "b", "key", "z"], finding.Properties.Keys);
        Assert.Equal(("http://host:80", "me@x"), (finding.Properties["a"], finding.Properties["b"]));
        Assert.Equal("[redacted:private_key]", finding.Properties["key"]);
        Assert.DoesNotContain("pass", finding.Properties["z"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_without_secrets_comes_back_as_it_was()
    {
        var waiver = new AuditWaiver { Rule = "r", Path = "a/**", Reason = "why", Owner = "who", Expires = new DateOnly(2027, 1, 31), Ticket = "T-1" };
        var finding = new AuditFinding
        {
            RuleId = "r",
            Severity = AuditSeverity.Warning,
            Message = "m",
            Path = "a/b",
            Line = 1,
            Column = 2,
            EndLine = 3,
            EndColumn = 4,
            Fingerprint = new string('f', 64),
            State = AuditFindingState.Unchanged,
            Waiver = waiver,
            Properties = new(new Dictionary<string, string> { ["k"] = "v" }),
        };
        var report = new ReportDocument("Title", [FindingTable.Create([finding], [waiver]), WaiverTable.Create([waiver], [finding])], FindingTable.Key);

        Assert.Equal([finding], FindingTable.Read(report));
        Assert.Equal([waiver], WaiverTable.Read(report));
    }

    private static AuditFinding Masked(params (string Key, string Value)[] properties)
    {
        var finding = new AuditFinding
        {
            RuleId = "r",
            Severity = AuditSeverity.Error,
            Message = "m",
            Fingerprint = new string('f', 64),
            Properties = new(properties.Select(property => KeyValuePair.Create(property.Key, property.Value))),
        };
        var report = new ReportDocument("Title", [FindingTable.Create([finding], [])], FindingTable.Key);
        ReportDocument masked = ReportRedaction.Apply(report, new SecretRedactor(enabled: true), TestContext.Current.CancellationToken);
        return Assert.Single(FindingTable.Read(masked)!);
    }
}
