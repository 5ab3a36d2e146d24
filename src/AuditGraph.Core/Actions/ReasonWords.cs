using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions;

/// <summary>Why a job runs or does not, in a person's words: what follows "because".</summary>
internal static class ReasonWords
{
    // That an action never takes an earlier report is in its nature.
    private const string ActionPart = "action";

    /// <summary>The words of some reasons, without those that nobody wonders about; empty where none is left.</summary>
    public static string Of(IEnumerable<AuditRunReason> reasons) =>
        string.Join(", and ", reasons.Where(reason => reason is not ({ Code: ReasonCode.FirstRun } or { Part: ActionPart })).Select(Of).Distinct());

    /// <summary>The words of a reason.</summary>
    public static string Of(AuditRunReason reason) => reason.Code switch
    {
        ReasonCode.Forced => "it is told to run in any case",
        ReasonCode.ReuseDisabled => "it is never to take an earlier report",
        ReasonCode.FirstRun => "no run of it has come to an end",
        ReasonCode.PreviousNotOk => $"its last run did not end well ({reason.Old})",
        ReasonCode.NotReusable => OfNotReusable(reason),
        ReasonCode.ActionChanged => "another version of its action or of AuditGraph made the last report",
        ReasonCode.ArgumentsChanged => "its arguments have changed",
        ReasonCode.OutputSpecChanged => "its output is to be another",
        ReasonCode.ScopeChanged => "it looks at other files than before",
        ReasonCode.InputUnreadable => $"{Names(reason)} cannot be read",
        ReasonCode.InputRaced => $"{Names(reason)} changed while it was read",
        ReasonCode.InputRemoved => $"{Names(reason)} {Were(reason)} removed",
        ReasonCode.InputAdded => $"{Names(reason)} {Were(reason)} added",
        ReasonCode.InputModified => reason.Total == 0 ? $"its {reason.Part ?? "inputs"} have changed" : $"{Names(reason)} {Were(reason)} modified",
        ReasonCode.BaselineMoved => "it compares with something else than before",
        ReasonCode.WaiverChanged => "other waivers hold than before",
        ReasonCode.WaiverExpired => "a waiver has expired since its last run",
        ReasonCode.CommandChanged => "its program is another than before",
        ReasonCode.EnvironmentChanged => "a variable that it is given has another value",
        ReasonCode.EvidenceExpired => $"its last report is older than {reason.New}",
        ReasonCode.OutputMissing => "its report is not in place",
        ReasonCode.OutputModified => "its report is not as it was written",
        ReasonCode.Restored or ReasonCode.Matched => "nothing that it rests on has changed",
        ReasonCode.Deferred => $"whether it need run shows when '{reason.New}' has ended",
        _ => reason.ToString(),
    };

    private static string OfNotReusable(AuditRunReason reason) => (reason.Part, reason.New) switch
    {
        ("run", _) => $"the run {reason.Old} does not tell all that its report rests on",
        ("report", _) => $"the report of the run {reason.Old} is not kept",
        ("arguments", _) => "its arguments hold something that is masked",
        ("snapshots", { } state) => $"the snapshot of its last run is {state}",
        ("inputs", { } why) => why,
        (_, "last-run") => "it compares with its own last run",
        (_, "git" or "mtime") => $"it rests on {(reason.New == "git" ? "git" : "modification times")}, which tells more than the files",
        ("baseline", "in doubt") => "what it compares with is in doubt",
        ("baseline", _) => "what it compares with was not all seen",
        _ => "not all that its report rests on can be told",
    };

    private static string Names(AuditRunReason reason) =>
        reason.Total > 1 ? $"'{reason.Names[0]}' and {CountText.Of(reason.Total - 1, "other", "others")}" : $"'{reason.Names[0]}'";

    private static string Were(AuditRunReason reason) => reason.Total > 1 ? "were" : "was";
}
