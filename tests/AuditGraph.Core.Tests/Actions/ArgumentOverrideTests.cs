using AuditGraph.Core.Actions;

namespace AuditGraph.Core.Tests.Actions;

public sealed class ArgumentOverrideTests
{
    private static readonly AuditJob Job = new()
    {
        Name = "daily",
        ActionType = "report.changed_since",
        Outputs = [new AuditJobOutput("exports/daily.md", "md")],
        Root = "/w",
        ConfigPath = "/w/config/jobs.yaml",
        Arguments = new([new("rehash", "changed"), new("since", "24h")]),
    };

    [Fact]
    public void One_argument_is_another_and_the_rest_is_as_it_was() =>
        Assert.Equal(
            Job with { Arguments = new([new("rehash", "full"), new("since", "24h")]) },
            ArgumentOverride.Apply(ActionCatalog.Product, Job, "rehash", "Full"));

    [Fact]
    public void Nothing_given_leaves_the_job_as_it_is() => Assert.Same(Job, ArgumentOverride.Apply(ActionCatalog.Product, Job, "rehash", null));

    [Theory]
    [InlineData("report.changed_since", "rehash", "some")]
    [InlineData("report.changed_since", "since", "24h")]
    [InlineData("report.changed_since", "depth", "full")]
    [InlineData("check.other", "rehash", "full")]
    public void What_the_action_does_not_take_is_an_error(string type, string name, string value)
    {
        AuditRunException refusal = Assert.Throws<AuditRunException>(() => ArgumentOverride.Apply(ActionCatalog.Product, Job with { ActionType = type }, name, value));

        Assert.Equal("ArgumentNotTaken", refusal.Descriptor.Name);
        Assert.Equal("daily", refusal.Target);
    }

    [Fact]
    public void What_must_not_be_found_is_named_in_any_case_and_once() =>
        Assert.Equal(["removed", "added"], ArgumentOverride.FailOn(ActionCatalog.Product, Job with { FailOn = ["modified"] }, ["Removed", "ADDED", "removed"]).FailOn);

    [Fact]
    public void Nothing_named_leaves_what_the_job_says()
    {
        Assert.Same(Job, ArgumentOverride.FailOn(ActionCatalog.Product, Job, null));
        Assert.Same(Job, ArgumentOverride.FailOn(ActionCatalog.Product, Job, []));
    }

    [Theory]
    [InlineData("report.changed_since", "unchanged")]
    [InlineData("check.other", "added")]
    public void What_the_action_does_not_count_is_an_error(string type, string kind)
    {
        AuditRunException refusal = Assert.Throws<AuditRunException>(() => ArgumentOverride.FailOn(ActionCatalog.Product, Job with { ActionType = type }, [kind]));

        Assert.Equal("ArgumentNotTaken", refusal.Descriptor.Name);
        Assert.Equal("daily", refusal.Target);
        Assert.Contains($"'{kind}'", refusal.Message, StringComparison.Ordinal);
    }
}
