namespace AuditGraph.Core.Processes;

/// <summary>What to run, and with what.</summary>
internal sealed record ProcessRequest
{
    /// <summary>The absolute path of the program; <see cref="ProgramSearch"/> finds it by name.</summary>
    public required string Program { get; init; }

    /// <summary>The arguments, each passed on as it is: there is no shell.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>All variables that the program sees.</summary>
    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>The folder it starts in.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>What it reads from its standard input; nothing where this is empty.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>How many bytes of its standard error are kept; what follows is read and dropped.</summary>
    public int KeptErrorBytes { get; init; } = 64 * 1024;

    /// <summary>
    /// How long it may take to end by itself once it is cancelled, before it is killed; null to kill it at once.
    /// </summary>
    public TimeSpan? Grace { get; init; }
}
