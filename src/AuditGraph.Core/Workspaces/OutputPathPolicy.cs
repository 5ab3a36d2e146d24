using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;

namespace AuditGraph.Core.Workspaces;

/// <summary>Decides where a job may write its output: below <c>exports/</c>, and through no symbolic link.</summary>
internal static class OutputPathPolicy
{
    /// <summary>The absolute path of an output, checked against what is on the disk now.</summary>
    /// <param name="root">The workspace's root.</param>
    /// <param name="outputPath">A path relative to it.</param>
    /// <exception cref="AuditWorkspaceException"><c>OutputPathRefused</c>: the path leaves <c>exports/</c>.</exception>
    public static string Resolve(string root, string outputPath)
    {
        if (OutputPathRule.FindFault(outputPath) is { } fault)
        {
            throw Refused(outputPath, $"it {fault}");
        }

        string path = root;
        string[] parts = outputPath.Split('/');
        for (int index = 0; index < parts.Length; index++)
        {
            path = Path.Join(path, parts[index]);
            CheckPart(outputPath, path, isFile: index == parts.Length - 1);
        }

        return path;
    }

    private static void CheckPart(string outputPath, string path, bool isFile)
    {
        string shown = DisplayText.Escape(path);
        string? fault = RegularFile.KindOf(path) switch
        {
            FileType.Unknown => null,
            FileType.Link => $"'{shown}' is a symbolic link",
            FileType.Directory => isFile ? $"'{shown}' is a folder" : null,
            _ when !isFile => $"'{shown}' is a file, where a folder must be",
            FileType.File => null,
            _ => $"'{shown}' is a pipe, a socket or a device",
        };
        if (fault is not null)
        {
            throw Refused(outputPath, fault);
        }
    }

    private static AuditWorkspaceException Refused(string outputPath, string fault) =>
        new(WorkspaceErrors.OutputPathRefused, $"The job output path '{DisplayText.Escape(outputPath)}' is refused: {fault}.")
        {
            Target = outputPath,
        };
}
