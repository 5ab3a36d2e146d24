namespace AuditGraph.Cli;

/// <summary>What the command's process ends with.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Ok = 0;

    /// <summary>A failure, told in the output.</summary>
    public const int Failure = 1;

    /// <summary>The command line could not be understood; nothing was done.</summary>
    public const int Usage = 2;
}
