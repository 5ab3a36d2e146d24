using System.Text;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Tests.Execution;

/// <summary>Jobs for tests of the engine.</summary>
internal static class Jobs
{
    /// <summary>A job that needs others; <c>a?</c> needs a's end, <c>a!</c> runs always after a, <c>a~</c> accepts that a finds a failure.</summary>
    public static AuditJob Job(string name, params string[] needs) => new()
    {
        Name = name,
        ActionType = "test.fake",
        Outputs = [new AuditJobOutput($"exports/{name}.md", "md")],
        Needs = needs.Select(Need).ToValueList(),
        Root = "/w",
        ConfigPath = "/w/config/jobs.yaml",
    };

    public static AuditJobNeed Need(string text) => text[^1] switch
    {
        '?' => new AuditJobNeed(text[..^1], AuditNeedCondition.Done),
        '!' => new AuditJobNeed(text[..^1], AuditNeedCondition.Always),
        '~' => new AuditJobNeed(text[..^1], AcceptsFail: true),
        _ => new AuditJobNeed(text),
    };

    /// <summary>A file of jobs, each given as its name and the lines below it.</summary>
    public static JobConfigFile File(params (string Name, string Lines)[] jobs)
    {
        string text = "jobs:\n" + string.Concat(jobs.Select(job => $"  {job.Name}: {{action: {{type: report.changed_since}}, {job.Lines}}}\n"));
        JobConfigFile file = JobConfig.Parse("/w/config/jobs.yaml", Encoding.UTF8.GetBytes(text), "/w");
        Assert.DoesNotContain(file.Diagnostics, found => found.Severity == DiagnosticSeverity.Error);
        return file;
    }
}
