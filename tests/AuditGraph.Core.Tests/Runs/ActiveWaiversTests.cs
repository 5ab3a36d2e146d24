using AuditGraph.Core.Runs;

namespace AuditGraph.Core.Tests.Runs;

/// <summary>Which findings a waiver sets aside, and until when.</summary>
public sealed class ActiveWaiversTests
{
    private static readonly DateTimeOffset Noon = new(2027, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("docs/**", "docs/a/b.md", true)]
    [InlineData("docs", "docs/a/b.md", true)]
    [InlineData("docs/", "docs/a/b.md", true)]
    [InlineData("/b.md", "docs/a/b.md", false)]
    [InlineData("b.md", "docs/a/b.md", true)]
    [InlineData("docs/*.md", "docs/a/b.md", false)]
    [InlineData("**/a/*.md", "docs/a/b.md", true)]
    [InlineData("docs/a/b.md/", "docs/a/b.md", false)]
    [InlineData("a?b", @"a\tb", true)]
    [InlineData("*", null, false)]
    public void Covers_what_include_would_take(string pattern, string? path, bool isCovered) =>
        Assert.Equal(isCovered, new ActiveWaivers([Waiver("r", pattern)]).Find(Finding("r", path)) is not null);

    [Fact]
    public void Without_a_path_covers_all_that_the_rule_finds_and_nothing_else()
    {
        var active = new ActiveWaivers([Waiver("r")]);

        Assert.NotNull(active.Find(Finding("r", null)));
        Assert.NotNull(active.Find(Finding("r", "a")));
        Assert.Null(active.Find(Finding("R", "a")));
    }

    [Fact]
    public void Holds_to_the_end_of_its_last_day_in_utc()
    {
        AuditWaiver waiver = Waiver("r") with { Expires = new DateOnly(2027, 1, 31) };

        Assert.Equal([waiver], ActiveWaivers.At(Noon, [waiver]).All);
        Assert.Equal([waiver], ActiveWaivers.At(new DateTimeOffset(2027, 2, 1, 1, 0, 0, TimeSpan.FromHours(2)), [waiver]).All);
        Assert.Empty(ActiveWaivers.At(Noon.AddHours(12), [waiver]).All);
    }

    [Fact]
    public void The_first_of_several_holds_and_one_that_is_there_twice_counts_once()
    {
        AuditWaiver first = Waiver("r") with { Owner = "first" };
        var active = new ActiveWaivers([first, first, Waiver("r")]);

        Assert.Equal(2, active.All.Count);
        Assert.Same(first, active.Find(Finding("r", "a")));
    }

    private static AuditWaiver Waiver(string rule, string? path = null) =>
        new() { Rule = rule, Path = path, Reason = "why", Owner = "who", Expires = new DateOnly(2027, 1, 31) };

    private static AuditFinding Finding(string rule, string? path) =>
        new() { RuleId = rule, Severity = AuditSeverity.Error, Message = "m", Path = path, Fingerprint = "f" };
}
