using AuditGraph.Core.Actions.Scans;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>What a command's report is a function of, where its job declares that.</summary>
/// <param name="arguments">The job's arguments.</param>
/// <param name="root">The workspace's root.</param>
internal sealed class CommandInputs(CommandArguments arguments, string root)
{
    /// <summary>What keeps every report from being taken although inputs are declared; null where nothing does.</summary>
    /// <param name="scan">What was seen of the inputs.</param>
    public AuditRunReason? FindObstacle(ScanResult scan) =>
        scan.Tree.Files == 0 ? ScanInputs.Never(ScanInputs.Inputs, "no file is among its inputs")
        : FindForgotten(scan) is { } forgotten
            ? ScanInputs.Never(ScanInputs.Inputs, $"its argument '{DisplayText.Escape(forgotten)}' is a file, and none of its inputs")
        : null;

    /// <summary>What of the evidence of an earlier run is not in place any more as it was recorded.</summary>
    public static IEnumerable<AuditRunReason> FindMissing(AuditJobRun earlier, CancellationToken cancellation)
    {
        foreach (AuditEvidenceFile file in earlier.EvidenceFiles.Where(static file => file.Path is not null))
        {
            ContentHash? now = TryHash(file.Path!, cancellation);
            if (now?.ToString() != file.Sha256)
            {
                yield return new AuditRunReason(now is null ? ReasonCode.OutputMissing : ReasonCode.OutputModified)
                {
                    Part = file.Name,
                    Old = file.Sha256,
                    New = now?.ToString(),
                };
            }
        }
    }

    /// <summary>The parts of a fingerprint that tell the inputs. What else there is, is nothing to the command.</summary>
    public static ValueList<AuditFingerprintPart> PartsOf(ScanResult scan) =>
    [
        new(ScanInputs.Scope, scan.Scope.Digest.ToString()),
        new(ScanInputs.Inputs, scan.Tree.Root.ToString()),
    ];

    /// <summary>The parts of a fingerprint that tell the command, beside those of its inputs.</summary>
    /// <exception cref="AuditRunException"><c>CommandNotFound</c>.</exception>
    public static IEnumerable<AuditFingerprintPart> PartsOf(
        CommandRun run, CommandProgram program, FingerprintKey? key, CancellationToken cancellation)
    {
        yield return program.Part(cancellation);
        if (run.Environment.PartOf(key) is { } environment)
        {
            yield return environment;
        }
    }

    // A script that is run but not looked at could be any.
    private string? FindForgotten(ScanResult scan)
    {
        var leftOut = new LeftOutPaths(scan);
        string folder = Path.Join(root, arguments.WorkingDirectory);
        return arguments.Command.Skip(1).FirstOrDefault(argument =>
            argument.Length > 0
            && Path.GetRelativePath(root, Path.GetFullPath(argument, folder)) is var path
            && InnerPathRule.IsValid(path)
            && CommandProgram.IsFile(Path.Join(root, path))
            && leftOut.FindReason(TreePath.FromBytes(System.Text.Encoding.UTF8.GetBytes(path)), isFolder: false) is not null);
    }

    private static ContentHash? TryHash(string path, CancellationToken cancellation)
    {
        try
        {
            return RegularFile.TryHash(path, cancellation);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
