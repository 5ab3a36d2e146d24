namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>A test that was run, or was to be.</summary>
/// <param name="Name">What tells it from all others of its file.</param>
/// <param name="Outcome">How it ended.</param>
internal sealed record TestCase(string Name, TestOutcome Outcome)
{
    /// <summary>What it says of its end, or null.</summary>
    public string? Message { get; init; }

    /// <summary>The file that it is in, as the program names it, or null.</summary>
    public string? File { get; init; }

    /// <summary>Its line, or null.</summary>
    public int? Line { get; init; }
}
