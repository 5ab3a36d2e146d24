namespace AuditGraph.Cli;

/// <summary>What the command's process ends with.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Ok = 0;

    /// <summary>A failure, told in the output.</summary>
    public const int Failure = 1;

    /// <summary>The command line could not be understood, or the job configuration; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>Everything ran, and something is not as it should be.</summary>
    public const int Finding = 3;

    /// <summary>What is added to a signal's number where it ended the command, as shells do.</summary>
    public const int Signal = 128;
}
