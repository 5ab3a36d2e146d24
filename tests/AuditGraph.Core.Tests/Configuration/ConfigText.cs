using System.Text;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>Validates configurations given as text.</summary>
internal static class ConfigText
{
    public const string Root = "/workspace";
    public const string YamlPath = Root + "/config/jobs.yaml";
    public const string JsonPath = Root + "/config/jobs.json";

    public static JobConfigFile Parse(string text, string path = YamlPath, IReadOnlyList<ActionDescriptor>? actions = null) =>
        JobConfig.Parse(path, Encoding.UTF8.GetBytes(text), Root, actions);

    /// <summary>The findings as <c>line:column-endLine:endColumn code</c>.</summary>
    public static string[] Places(JobConfigFile file) =>
        [.. file.Diagnostics.Select(found => $"{found.Line}:{found.Column}-{found.EndLine}:{found.EndColumn} {found.Code}")];

    /// <summary>The only finding of a configuration.</summary>
    public static JobConfigDiagnostic Only(string text, string path = YamlPath, IReadOnlyList<ActionDescriptor>? actions = null) =>
        Assert.Single(Parse(text, path, actions).Diagnostics);
}
