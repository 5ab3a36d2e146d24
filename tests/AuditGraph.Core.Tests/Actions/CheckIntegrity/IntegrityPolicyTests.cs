using System.Text;
using AuditGraph.Core.Actions.CheckIntegrity;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Tests.Actions.CheckIntegrity;

public sealed class IntegrityPolicyTests
{
    // Each more specific than those behind it, as far as both speak of logs/app/today.log.
    private static readonly string[] MostSpecificFirst =
    [
        "logs/app/today.log", "logs/app/*.log", "logs/*/*.log", "/logs/app/", "**/app/*.log", "app/*.log", "/logs/", "today.log",
        "logs/", "*.log", "*", "**",
    ];

    [Fact]
    public void The_most_specific_pattern_decides_whatever_the_order_of_the_rules()
    {
        foreach (IEnumerable<string> order in new[] { MostSpecificFirst, MostSpecificFirst.Reverse() })
        {
            string[] left = [.. order];
            foreach (string expected in MostSpecificFirst)
            {
                // It speaks of what is in the root's own folder of that name.
                if (expected is not "app/*.log")
                {
                    Assert.Equal(expected, Decide("logs/app/today.log", left).Pattern!.Text);
                }

                left = [.. left.Where(pattern => pattern != expected)];
            }
        }
    }

    [Theory]
    [InlineData("logs/a", false, "logs/", "logs/")]
    [InlineData("logs", true, "logs/", "logs/")]
    [InlineData("logs", false, null, "logs/")]
    [InlineData("logs", true, null, "logs/**")]
    [InlineData("", true, "**", "**", "logs/")]
    [InlineData("", true, "*", "*")]
    [InlineData("", true, null, "a*")]
    [InlineData("x/logs/a", false, "logs/", "logs/", "/logs/")]
    [InlineData("data/a.key", false, "data/", "data/", "*.key")]
    [InlineData("data/a.key", false, "data/*.key", "data/", "*.key", "data/*.key")]
    [InlineData("a/b/c", false, "a/b/", "a/", "a/b/", "c")]
    [InlineData("a/b/c", false, null)]
    public void A_path_is_decided_by(string path, bool isFolder, string? expected, params string[] patterns)
    {
        Assert.Equal(expected, Decide(path, patterns, isFolder).Pattern?.Text);
        Assert.Equal(expected, Policy(patterns).FindAll(PathOf(path), isFolder).FirstOrDefault()?.Text);
    }

    [Theory]
    [InlineData("a*/x", "*b/x", "*b/x")]
    [InlineData("*b/x", "a*/x", "a*/x")]
    public void Of_two_as_specific_ones_the_later_decides_and_the_other_is_told(string first, string second, string decides)
    {
        PolicyDecision decision = Decide("ab/x", [first, second]);
        Assert.Equal((decides, first), (decision.Pattern!.Text, decision.Rival!.Text));
        Assert.Null(Decide("ab/y", [first, second, "ab/*"]).Rival);
        Assert.Null(Decide("ab/x", [first, second, "ab/x"]).Rival);
    }

    private static PolicyDecision Decide(string path, string[] patterns, bool isFolder = false) =>
        Policy(patterns).Decide(PathOf(path), isFolder);

    // Each rule watches something else, so that it matters which decides.
    private static IntegrityPolicy Policy(string[] patterns) => new(
        [.. patterns.Select((pattern, index) => new IntegrityRule(index + 1, [pattern], (Watch)(index + 1), AuditSeverity.Error))]);

    private static TreePath PathOf(string path) => TreePath.FromBytes(Encoding.UTF8.GetBytes(path));
}
