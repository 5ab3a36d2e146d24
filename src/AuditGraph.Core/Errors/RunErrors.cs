using static AuditGraph.AuditErrorCategory;

namespace AuditGraph.Core.Errors;

/// <summary>The catalogue's <c>AG2xxx</c>: a run cannot be started, or failed.</summary>
internal static class RunErrors
{
    public static readonly AuditErrorDescriptor JobNotFound = new(
        "AG2001", nameof(JobNotFound), ObjectNotFound,
        "No job has the name that was asked for.",
        "List the jobs with 'auditgraph jobs list' or Get-AuditJob.");

    public static readonly AuditErrorDescriptor RunNotFound = new(
        "AG2002", nameof(RunNotFound), ObjectNotFound,
        "No run has the id that was asked for.",
        "List the runs with 'auditgraph runs list' or Get-AuditJobRun.");

    public static readonly AuditErrorDescriptor BaselineNotFound = new(
        "AG2003", nameof(BaselineNotFound), ObjectNotFound,
        "The baseline that 'since' names does not exist.",
        "Name a run that took a snapshot, a git revision of this repository, or a moment.");

    public static readonly AuditErrorDescriptor Cancelled = new(
        "AG2004", nameof(Cancelled), OperationStopped,
        "The run was cancelled before it finished.",
        "Run the job again.");

    public static readonly AuditErrorDescriptor GitFailed = new(
        "AG2005", nameof(GitFailed), InvalidOperation,
        "The git command could not be run or reported an error.",
        "Run the git command the message names in the workspace and mend what it reports.");

    public static readonly AuditErrorDescriptor Unforeseen = new(
        "AG2006", nameof(Unforeseen), InvalidOperation,
        "An unexpected error occurred, which is likely a fault of AuditGraph.",
        "Run again with --verbose or -Verbose, and report what it shows to the project.");

    public static readonly AuditErrorDescriptor ActionNotFound = new(
        "AG2020", nameof(ActionNotFound), ObjectNotFound,
        "No action has the type that was asked for.",
        "List the actions with Get-AuditAction.");

    public static readonly AuditErrorDescriptor ReportMissing = new(
        "AG2021", nameof(ReportMissing), ObjectNotFound,
        "The run has no report that could be read: it made none, or what was kept of it was deleted.",
        "Choose a run with the status ok.");

    public static readonly AuditErrorDescriptor ReportReplaced = new(
        "AG2022", nameof(ReportReplaced), InvalidData,
        "What is kept of the report is not what the run reported: somebody changed it.",
        "Verify the ledger, and take the file that the message names from a backup.");

    public static readonly AuditErrorDescriptor ArgumentNotTaken = new(
        "AG2030", nameof(ArgumentNotTaken), InvalidArgument,
        "A run was given an argument that the job's action does not take.",
        "Leave the argument out for this job; Get-AuditAction lists what each action takes.");

    public static readonly AuditErrorDescriptor ReportFileTaken = new(
        "AG2023", nameof(ReportFileTaken), ResourceExists,
        "A report cannot take the place of what is there already.",
        "Name another file, or a folder for the reports of several runs; -Force replaces a file that may only be read.");

    public static readonly AuditErrorDescriptor ReportFormatUnknown = new(
        "AG2024", nameof(ReportFormatUnknown), InvalidArgument,
        "The extension of a file tells no format of reports.",
        "Say -Format, or give the file the extension of one.");

    public static readonly AuditErrorDescriptor ReportHasNoFindings = new(
        "AG2025", nameof(ReportHasNoFindings), InvalidArgument,
        "A format of findings was asked for, and the run's action judges nothing.",
        "Choose one of the formats that the message lists, or a run of a check.");

    public static readonly AuditErrorDescriptor ReportHasNoControls = new(
        "AG2026", nameof(ReportHasNoControls), InvalidArgument,
        "A format that says how controls are met was asked for, and the run's job names none.",
        "Choose another format, or name the controls under 'controls' in the job file and run the job again.");

    public static readonly AuditErrorDescriptor ReportHasNoManifest = new(
        "AG2027", nameof(ReportHasNoManifest), InvalidArgument,
        "A format of manifests was asked for, and the run's report does not list files with their hashes.",
        "Choose one of the formats that the message lists, or a run of report.manifest.");

    public static readonly AuditErrorDescriptor ManifestInexpressible = new(
        "AG2028", nameof(ManifestInexpressible), InvalidArgument,
        "A file has a name that the format of a manifest cannot express.",
        "Leave the file out ('exclude'), or choose a format that the message lists.");

    public static readonly AuditErrorDescriptor ManifestUnreadable = new(
        "AG2029", nameof(ManifestUnreadable), ReadError,
        "The manifest that a job checks by cannot be read.",
        "Name the manifest ('manifest') and, where it does not tell that itself, its form ('form').");

    public static readonly AuditErrorDescriptor CommandNotFound = new(
        "AG2060", nameof(CommandNotFound), ObjectNotFound,
        "The program that a job runs is not there.",
        "Install it, or mend its name or path in 'command'; a name is looked for on PATH, a path from the workspace's root.");

    public static readonly AuditErrorDescriptor CommandNotStarted = new(
        "AG2061", nameof(CommandNotStarted), InvalidOperation,
        "The command of a job could not be started.",
        "Mend what the message says: a script needs its first line, #!, and the right to be executed.");

    public static readonly AuditErrorDescriptor CommandFailed = new(
        "AG2062", nameof(CommandFailed), InvalidOperation,
        "The command of a job failed: a signal ended it, or its exit code is none that the job gives a meaning.",
        "Read what it wrote, which the run has kept; where the exit code is a verdict, name it under 'exit_codes'.");

    public static readonly AuditErrorDescriptor CommandResultsInvalid = new(
        "AG2063", nameof(CommandResultsInvalid), InvalidData,
        "What a command says that it found cannot be read.",
        "Let the command write the form that 'findings' names, and nothing else, to the place that it names.");

    public static readonly AuditErrorDescriptor RecordTooLarge = new(
        "AG2070", nameof(RecordTooLarge), LimitsExceeded,
        "The record of a run would be larger than what is read back.",
        "Give the job fewer arguments, or mend what the run warns of so often.");

    public static readonly AuditErrorDescriptor SecretInName = new(
        "AG2071", nameof(SecretInName), InvalidArgument,
        "A job's name or output path looks like a secret, and both are part of the evidence as they are.",
        "Give the job another name or output path.");

    public static readonly AuditErrorDescriptor TimedOut = new(
        "AG2100", nameof(TimedOut), OperationTimeout,
        "An attempt of the job took longer than its 'timeout' allows.",
        "Allow more time, look at fewer files, or find out what made it slow; 'retry_on: [timeout]' tries again.");

    public static readonly AuditErrorDescriptor NeedNotMet = new(
        "AG2101", nameof(NeedNotMet), InvalidOperation,
        "The job was not started, because a job that it needs did not end as it has to.",
        "Mend what made the needed job end so; 'when: done' or 'accept: fail' lets this one start all the same.");

    public static readonly AuditErrorDescriptor NeedSkipped = new(
        "AG2102", nameof(NeedSkipped), InvalidOperation,
        "The job was not started, because a job that it needs was skipped.",
        "Find out why the needed job was skipped; 'when: done' lets this one start all the same.");

    public static readonly AuditErrorDescriptor SkippedAfterFailure = new(
        "AG2103", nameof(SkippedAfterFailure), InvalidOperation,
        "The job was not started, because another one had failed and nothing more was to be started then.",
        "Mend what failed and run again, or leave out --fail-fast or -FailFast.");
}
