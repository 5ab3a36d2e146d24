namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>What the exit codes of a command mean.</summary>
/// <param name="Pass">Those that mean that all is well.</param>
/// <param name="Warn">Those that are a warning.</param>
/// <param name="Fail">Those that mean that something was found.</param>
internal sealed record ExitCodes(IReadOnlyList<long> Pass, IReadOnlyList<long> Warn, IReadOnlyList<long> Fail)
{
    /// <summary>Reads them from complete arguments.</summary>
    public static ExitCodes Read(ValueMap<object?> codes) =>
        new(Numbers(codes, CommandKeys.Pass), Numbers(codes, CommandKeys.Warn), Numbers(codes, CommandKeys.Fail));

    /// <summary>The verdict that an exit code gives; null where it means that the command failed.</summary>
    public AuditVerdict? VerdictOf(int code) =>
        Pass.Contains(code) ? AuditVerdict.Pass
        : Warn.Contains(code) ? AuditVerdict.Warn
        : Fail.Contains(code) ? AuditVerdict.Fail
        : null;

    private static IReadOnlyList<long> Numbers(ValueMap<object?> codes, string name) =>
        codes.GetValueOrDefault(name) as IReadOnlyList<long> ?? [];
}
