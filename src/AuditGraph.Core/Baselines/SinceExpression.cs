using System.Diagnostics.CodeAnalysis;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Baselines;

/// <summary>
/// A baseline as it is written: a duration (<c>24h</c>), an ISO 8601 date or instant, <c>run:&lt;id&gt;</c>,
/// <c>last-run</c> or <c>git:&lt;rev&gt;</c>.
/// </summary>
internal sealed record SinceExpression
{
    /// <summary>What is expected where a baseline is.</summary>
    public const string Expected =
        "a duration (90m, 24h, 7d, 2w), an ISO 8601 date or instant (2026-01-31, 2026-01-31T08:30:00Z), "
        + "run:<run id>, last-run or git:<revision>";

    private const string LastRunText = "last-run";
    private const string RunPrefix = "run:";
    private const string GitPrefix = "git:";
    private const int LongestRevision = 256;

    private SinceExpression(SinceKind kind, string text)
    {
        Kind = kind;
        Text = text;
    }

    /// <summary>The last run of the job.</summary>
    public static SinceExpression LastRun { get; } = new(SinceKind.LastRun, LastRunText);

    /// <summary>In which way the baseline is named.</summary>
    public SinceKind Kind { get; }

    /// <summary>The expression as written.</summary>
    public string Text { get; }

    /// <summary>How long before the run, where the kind is a duration.</summary>
    public TimeSpan? Duration { get; private init; }

    /// <summary>The moment, in UTC, where the kind is an instant. A date is its first moment; a time without an offset is UTC.</summary>
    public DateTimeOffset? Instant { get; private init; }

    /// <summary>The run's id, where the kind is a run.</summary>
    public Guid? RunId { get; private init; }

    /// <summary>The revision as git understands it, where the kind is a git revision; it never begins with <c>-</c>.</summary>
    public string? Revision { get; private init; }

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="expression">What it says, where it can be read.</param>
    /// <param name="expected">What was expected instead, where it cannot.</param>
    public static bool TryParse(
        string text,
        [NotNullWhen(true)] out SinceExpression? expression,
        [NotNullWhen(false)] out string? expected)
    {
        expression = null;
        expected = null;
        if (text == LastRunText)
        {
            expression = LastRun;
        }
        else if (text.StartsWith(RunPrefix, StringComparison.Ordinal))
        {
            expression = ReadRun(text);
            expected = "a run id after 'run:', such as run:01890a5d-ac96-774b-bcce-b302099a8057";
        }
        else if (text.StartsWith(GitPrefix, StringComparison.Ordinal))
        {
            expression = ReadRevision(text);
            expected = "one git revision after 'git:', such as git:HEAD~3 or git:v1.0, not beginning with '-' and without '..'";
        }
        else if (DurationText.TryParse(text, out TimeSpan duration))
        {
            expression = new SinceExpression(SinceKind.Duration, text) { Duration = duration };
        }
        else
        {
            expression = ReadInstant(text);
            expected = Expected;
        }

        if (expression is not null)
        {
            expected = null;
            return true;
        }

        expected ??= Expected;
        return false;
    }

    private static SinceExpression? ReadRun(string text) =>
        Guid.TryParseExact(text.AsSpan(RunPrefix.Length), "D", out Guid id)
            ? new SinceExpression(SinceKind.Run, text) { RunId = id }
            : null;

    private static SinceExpression? ReadRevision(string text)
    {
        string revision = text[GitPrefix.Length..];
        if (revision.Length is 0 or > LongestRevision
            || revision[0] is '-' or ' '
            || revision[^1] == ' '
            || revision.Contains("..", StringComparison.Ordinal))
        {
            return null;
        }

        foreach (char unit in revision)
        {
            if (unit is < ' ' or (>= '\x7f' and < '\xa0'))
            {
                return null;
            }
        }

        return new SinceExpression(SinceKind.GitRevision, text) { Revision = revision };
    }

    private static SinceExpression? ReadInstant(string text) =>
        InstantText.TryParseWritten(text, out DateTimeOffset instant)
            ? new SinceExpression(SinceKind.Instant, text) { Instant = instant }
            : null;
}
