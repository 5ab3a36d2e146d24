namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>How a test ended.</summary>
internal enum TestOutcome
{
    /// <summary>It passed.</summary>
    Passed,

    /// <summary>What it asks for is not so.</summary>
    Failed,

    /// <summary>It broke down before it could tell.</summary>
    Broken,

    /// <summary>It was not run, or could not decide.</summary>
    Skipped,
}
