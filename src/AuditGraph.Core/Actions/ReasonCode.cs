namespace AuditGraph.Core.Actions;

/// <summary>Why a job runs or does not, as records and commands spell it: stable, the most fundamental first.</summary>
internal static class ReasonCode
{
    public const string Forced = "forced";
    public const string ReuseDisabled = "reuse_disabled";
    public const string FirstRun = "first_run";
    public const string PreviousNotOk = "previous_not_ok";
    public const string NotReusable = "not_reusable";
    public const string ActionChanged = "action_changed";
    public const string ArgumentsChanged = "args_changed";
    public const string OutputSpecChanged = "output_spec_changed";
    public const string ScopeChanged = "scope_changed";
    public const string InputUnreadable = "input_unreadable";
    public const string InputRaced = "input_raced";
    public const string InputRemoved = "input_removed";
    public const string InputAdded = "input_added";
    public const string InputModified = "input_modified";
    public const string BaselineMoved = "baseline_moved";
    public const string WaiverChanged = "waiver_changed";
    public const string WaiverExpired = "waiver_expired";
    public const string CommandChanged = "command_changed";
    public const string EnvironmentChanged = "env_changed";
    public const string EvidenceExpired = "evidence_expired";
    public const string OutputMissing = "output_missing";
    public const string OutputModified = "output_modified";
    public const string Restored = "restored";
    public const string Matched = "matched";
    public const string Deferred = "deferred";

    /// <summary>All codes, the most fundamental first.</summary>
    public static string[] All { get; } =
    [
        Forced, ReuseDisabled, FirstRun, PreviousNotOk, NotReusable, ActionChanged, ArgumentsChanged, OutputSpecChanged, ScopeChanged,
        InputUnreadable, InputRaced, InputRemoved, InputAdded, InputModified, BaselineMoved, WaiverChanged, WaiverExpired,
        CommandChanged, EnvironmentChanged, EvidenceExpired,
        OutputMissing, OutputModified, Restored, Matched, Deferred,
    ];
}
