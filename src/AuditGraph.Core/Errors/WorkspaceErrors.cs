using static AuditGraph.AuditErrorCategory;

namespace AuditGraph.Core.Errors;

/// <summary>The catalogue's <c>AG4xxx</c>: the workspace cannot be found, read or written.</summary>
internal static class WorkspaceErrors
{
    public static readonly AuditErrorDescriptor RootNotFound = new(
        "AG4001", nameof(RootNotFound), ObjectNotFound,
        "The workspace's root is not a folder.",
        "Name an existing folder with --root, -Root or AUDITGRAPH_ROOT.");

    public static readonly AuditErrorDescriptor ProfileInvalid = new(
        "AG4002", nameof(ProfileInvalid), InvalidData,
        "config/pkg.yaml cannot be read, or holds a mistake.",
        "Mend what the message names; 'auditgraph jobs test' and Test-AuditJobConfig show every mistake at once.");

    public static readonly AuditErrorDescriptor OutputPathRefused = new(
        "AG4003", nameof(OutputPathRefused), SecurityError,
        "A job output path leaves the workspace's exports folder.",
        "Choose a path below exports/ that passes through no symbolic link.");

    public static readonly AuditErrorDescriptor WriteFailed = new(
        "AG4004", nameof(WriteFailed), WriteError,
        "A file of the workspace could not be written; what was there before is as it was.",
        "Free space, or mend the permissions of the folder that the message names.");

    public static readonly AuditErrorDescriptor ReadFailed = new(
        "AG4005", nameof(ReadFailed), ReadError,
        "A file of the workspace could not be read.",
        "See to it that what the message names is there and may be read.");

    public static readonly AuditErrorDescriptor LockBusy = new(
        "AG4006", nameof(LockBusy), ResourceBusy,
        "Another process holds the workspace's lock.",
        "Wait for the process that the message names, or end it.");

    public static readonly AuditErrorDescriptor CurrentFolderUnreadable = new(
        "AG4007", nameof(CurrentFolderUnreadable), ReadError,
        "The current folder cannot be told; mostly it has been deleted.",
        "Change into a folder that is there, or name the workspace by an absolute path.");

    public static readonly AuditErrorDescriptor PathUnresolved = new(
        "AG4008", nameof(PathUnresolved), InvalidArgument,
        "A path that PowerShell was given leads to no place in the file system.",
        "Name a path of the file system, on a drive and in a folder that are there.");

    public static readonly AuditErrorDescriptor WaiversInvalid = new(
        "AG4009", nameof(WaiversInvalid), InvalidData,
        "config/waivers.yaml cannot be read, or holds a mistake, so that nobody can tell what is set aside.",
        "Mend what the message names; 'auditgraph jobs test' and Test-AuditJobConfig show every mistake at once.");

    public static readonly AuditErrorDescriptor WaiverRefused = new(
        "AG4010", nameof(WaiverRefused), InvalidArgument,
        "A waiver could not be added; the file is as it was.",
        "Mend what the message names, or write the waiver into config/waivers.yaml by hand.");

    public static readonly AuditErrorDescriptor PrivateFileExposed = new(
        "AG4011", nameof(PrivateFileExposed), PermissionDenied,
        "The key of the fingerprints of secrets can be read by others than its owner.",
        "Take the permissions away (chmod 600 on the key, chmod 700 on its folder), or delete the key: "
            + "the next run makes another, and tells all secrets as new.");

    public static readonly AuditErrorDescriptor JobFileExists = new(
        "AG4020", nameof(JobFileExists), ResourceExists,
        "A new workspace was asked for where a job file is already.",
        "Edit the file that is there, or replace config/jobs.yaml with -Force or --force.");

    public static readonly AuditErrorDescriptor RetentionNotSet = new(
        "AG4030", nameof(RetentionNotSet), InvalidArgument,
        "Snapshots were to be removed, and nothing says how long they are kept.",
        "Say it with -Keep or -Before (--keep or --before), or set snapshots.keep in config/pkg.yaml, as in 'snapshots: {keep: 30d}'.");

    public static readonly AuditErrorDescriptor FolderMisplaced = new(
        "AG4040", nameof(FolderMisplaced), SecurityError,
        "What should be a folder of the workspace is a symbolic link, or no folder at all; no link is followed below the root.",
        "Put the folder itself in the place that the message names, or delete what is there. The root itself may be reached through links.");

    public static readonly AuditErrorDescriptor TagNotFound = new(
        "AG4070", nameof(TagNotFound), ObjectNotFound,
        "No job of the workspace has the tag that was asked for.",
        "List the jobs and their tags with 'auditgraph jobs list' or Get-AuditJob.");
}
