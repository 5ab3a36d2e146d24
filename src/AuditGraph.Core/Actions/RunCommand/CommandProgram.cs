using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Processes;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>The program of a command.</summary>
/// <param name="Path">Where it is: an absolute path.</param>
internal sealed record CommandProgram(string Path)
{
    /// <summary>The part of a fingerprint that tells the program.</summary>
    public const string PartName = "command";

    /// <summary>Finds a program.</summary>
    /// <param name="name">What the job calls it.</param>
    /// <param name="root">The workspace's root.</param>
    /// <param name="searchPath">Where programs are looked for that are named without a folder.</param>
    /// <exception cref="AuditRunException"><c>CommandNotFound</c>.</exception>
    public static CommandProgram Find(string name, string root, string? searchPath)
    {
        if (CommandRule.TryGetInnerPath(name) is { } inner)
        {
            string path = System.IO.Path.Join(root, inner);
            return IsFile(path) ? new CommandProgram(path) : throw Missing(name, $"no file '{inner}' in the workspace");
        }

        if (name.StartsWith('/'))
        {
            return IsFile(NamedPath.Resolve(name)) ? new CommandProgram(name) : throw Missing(name, "no such file");
        }

        return ProgramSearch.Find(name, searchPath) is { } found
            ? new CommandProgram(found)
            : throw Missing(
                name,
                string.IsNullOrEmpty(searchPath) ? "no PATH to look for it on" : $"no such program on the PATH {searchPath}");
    }

    /// <summary>What tells the program from others, whatever its name is.</summary>
    /// <exception cref="AuditRunException"><c>CommandNotFound</c>: it cannot be read.</exception>
    public AuditFingerprintPart Part(CancellationToken cancellation)
    {
        try
        {
            return new(PartName, RegularFile.TryHash(NamedPath.Resolve(Path), cancellation)?.ToString()
                ?? throw Missing(Path, "no such file any more"));
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            throw Missing(Path, $"none that can be read: {failure.Message}", failure);
        }
    }

    /// <summary>Whether something is a file; not where nobody can tell.</summary>
    public static bool IsFile(string path)
    {
        try
        {
            return RegularFile.Exists(path);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static AuditRunException Missing(string name, string why, Exception? cause = null) => new(
        RunErrors.CommandNotFound, $"The command '{DisplayText.Escape(name)}' cannot be run: there is {DisplayText.Escape(why)}.", cause)
    {
        Target = name,
    };
}
