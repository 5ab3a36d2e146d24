namespace AuditGraph.Core.Actions.Checks;

/// <summary>A <see cref="CheckFinding"/> in few bytes: its texts are numbers of a pool, and places that it has not are zero.</summary>
internal struct PackedFinding
{
    /// <summary>The rule.</summary>
    public int Rule;

    /// <summary>What is wrong.</summary>
    public int Message;

    /// <summary>What tells it from others of its rule in its file.</summary>
    public int Key;

    /// <summary>The file.</summary>
    public int Path;

    /// <summary>What else the rule says of it, as one text.</summary>
    public int Properties;

    /// <summary>How much it weighs.</summary>
    public AuditSeverity Severity;

    /// <summary>The line.</summary>
    public int Line;

    /// <summary>The column.</summary>
    public int Column;

    /// <summary>The line where it ends.</summary>
    public int EndLine;

    /// <summary>The column behind its last character.</summary>
    public int EndColumn;

    /// <summary>A line or column as it is kept.</summary>
    /// <exception cref="OverflowException">It is above 2^31 - 1.</exception>
    public static int NumberOf(long? place) => checked((int)(place ?? 0));

    /// <summary>A line or column that was kept.</summary>
    public static long? PlaceOf(int number) => number == 0 ? null : number;
}
