using AuditGraph.Core.Baselines;

namespace AuditGraph.Core.Tests.Actions;

public sealed class SinceExpressionTests
{
    [Theory]
    [InlineData("30s", 30)]
    [InlineData("90m", 5_400)]
    [InlineData("24h", 86_400)]
    [InlineData("7d", 604_800)]
    [InlineData("2w", 1_209_600)]
    [InlineData("007d", 604_800)]
    public void Reads_durations(string text, double seconds)
    {
        SinceExpression read = Read(text);

        Assert.Equal(SinceKind.Duration, read.Kind);
        Assert.Equal(TimeSpan.FromSeconds(seconds), read.Duration);
        Assert.Equal(text, read.Text);
    }

    [Theory]
    [InlineData("2026-01-31", "2026-01-31T00:00:00Z")]
    [InlineData("2026-01-31T08:30", "2026-01-31T08:30:00Z")]
    [InlineData("2026-01-31T08:30:15", "2026-01-31T08:30:15Z")]
    [InlineData("2026-01-31T08:30:15Z", "2026-01-31T08:30:15Z")]
    [InlineData("2026-01-31T08:30:15+02:00", "2026-01-31T06:30:15Z")]
    [InlineData("2026-01-31T08:30:15.25-01:30", "2026-01-31T10:00:15.25Z")]
    public void Reads_dates_and_instants_as_UTC(string text, string instant)
    {
        SinceExpression read = Read(text);

        Assert.Equal(SinceKind.Instant, read.Kind);
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), read.Instant);
        Assert.Equal(TimeSpan.Zero, read.Instant!.Value.Offset);
    }

    [Fact]
    public void Reads_runs_the_last_run_and_revisions()
    {
        Assert.Equal(SinceKind.LastRun, Read("last-run").Kind);
        Assert.Equal(
            Guid.Parse("01890a5d-ac96-774b-bcce-b302099a8057"), Read("run:01890a5d-ac96-774b-bcce-b302099a8057").RunId);
        Assert.Equal("HEAD~3", Read("git:HEAD~3").Revision);
        Assert.Equal("main@{2 days ago}", Read("git:main@{2 days ago}").Revision);
    }

    [Theory]
    [InlineData("", "a duration")]
    [InlineData("yesterday", "a duration")]
    [InlineData("24", "a duration")]
    [InlineData("24 h", "a duration")]
    [InlineData("24H", "a duration")]
    [InlineData("0h", "a duration")]
    [InlineData("-1h", "a duration")]
    [InlineData("1000000h", "a duration")]
    [InlineData("١h", "a duration")]
    [InlineData("2026-02-30", "a duration")]
    [InlineData("2026-1-31", "a duration")]
    [InlineData("2026-01-31 08:30", "a duration")]
    [InlineData("2026-01-31T25:00", "a duration")]
    [InlineData(" 2026-01-31", "a duration")]
    [InlineData("run:", "a run id")]
    [InlineData("run:last", "a run id")]
    [InlineData("run:../../etc/passwd", "a run id")]
    [InlineData("git:", "one git revision")]
    [InlineData("git:-x", "one git revision")]
    [InlineData("git:--upload-pack=x", "one git revision")]
    [InlineData("git:a..b", "one git revision")]
    [InlineData("git: a", "one git revision")]
    [InlineData("git:a\nb", "one git revision")]
    public void Says_what_was_expected_instead_of_other_text(string text, string expected)
    {
        Assert.False(SinceExpression.TryParse(text, out SinceExpression? read, out string? said));
        Assert.Null(read);
        Assert.StartsWith(expected, said, StringComparison.Ordinal);
    }

    private static SinceExpression Read(string text)
    {
        Assert.True(SinceExpression.TryParse(text, out SinceExpression? read, out string? expected), expected);
        return read;
    }
}
