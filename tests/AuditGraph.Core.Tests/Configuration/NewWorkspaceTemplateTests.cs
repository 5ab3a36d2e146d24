using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Tests.Configuration;

public sealed class NewWorkspaceTemplateTests
{
    [Fact]
    public void Is_valid_as_it_is() =>
        Assert.Equal("changed_since", Assert.Single(ConfigText.Parse(NewWorkspaceTemplate.JobsYaml).RequireValid().Jobs).Name);

    [Fact]
    public void Is_valid_with_its_examples_uncommented()
    {
        string text = NewWorkspaceTemplate.JobsYaml
            .Replace("\n# defaults:", "\ndefaults:", StringComparison.Ordinal)
            .Replace("\n#   ", "\n  ", StringComparison.Ordinal)
            .Replace("\n  # ", "\n  ", StringComparison.Ordinal);

        JobConfigFile file = ConfigText.Parse(text);

        Assert.Empty(file.Diagnostics);
        Assert.Equal(["changed_since", "weekly"], file.Jobs.Select(job => job.Name));
        Assert.Equal("exports/reports/weekly.json", file.Jobs[1].OutputPath);
        Assert.Equal(TimeSpan.FromMinutes(30), file.Jobs[1].Timeout);
    }

    [Fact]
    public void Names_the_schema_beside_it() => Assert.StartsWith(
        "# yaml-language-server: $schema=./jobs.schema.json\n", NewWorkspaceTemplate.JobsYaml, StringComparison.Ordinal);
}
