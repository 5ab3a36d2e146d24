using AuditGraph.Core.Baselines;

namespace AuditGraph.Core.Actions.Parameters;

/// <summary>The parameter of actions that compare the workspace with a baseline.</summary>
internal static class BaselineParameters
{
    private const string SinceName = "since";

    /// <summary>Names the baseline.</summary>
    public static ActionParameter Since { get; } = new()
    {
        Name = SinceName,
        Kind = ActionParameterKind.Since,
        Default = "24h",
        Summary = "The baseline to compare with: a duration (90m, 24h, 7d, 2w), an ISO 8601 date or instant, run:<id>, last-run or git:<rev>.",
    };

    /// <summary>What complete arguments say of it.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="scan">What they say of what is looked at.</param>
    /// <exception cref="ArgumentException">The baseline was not validated.</exception>
    public static BaselineRequest Read(ValueMap<object?> arguments, ScanRequest scan) =>
        SinceExpression.TryParse((string)arguments[SinceName]!, out SinceExpression? since, out string? expected)
            ? new BaselineRequest(since, scan.Scope, scan.AllowsFallback)
            : throw new ArgumentException($"'{arguments[SinceName]}' is not {expected}.", nameof(arguments));
}
