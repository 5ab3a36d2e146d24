using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli;

/// <summary>Where a command reads and writes, and what its streams can show.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="OutputIsTerminal">Whether a person sees standard output.</param>
/// <param name="ErrorIsTerminal">Whether a person sees standard error, so that progress may be drawn there.</param>
/// <param name="Colour">Whether colour may be used on standard output (https://no-color.org).</param>
/// <param name="FindCurrentFolder">Tells the current folder, as an absolute path.</param>
internal sealed record Terminal(
    TextWriter Output,
    TextWriter Error,
    bool OutputIsTerminal,
    bool ErrorIsTerminal,
    bool Colour,
    Func<string> FindCurrentFolder)
{
    /// <summary>The current folder, as an absolute path.</summary>
    /// <exception cref="AuditWorkspaceException"><c>CurrentFolderUnreadable</c>.</exception>
    public string CurrentFolder => FindCurrentFolder();

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess()
    {
        StandardStream.Occupy();
        StandardStream output = StandardStream.Output;
        StandardStream error = StandardStream.Error;
        return new Terminal(
            output,
            error,
            output.IsTerminal,
            error.IsTerminal,
            output.IsTerminal && AllowsColour(Environment.GetEnvironmentVariable("NO_COLOR")),
            CurrentFolderOfProcess);
    }

    /// <summary>Whether a terminal may be coloured: unless <c>NO_COLOR</c> is set to anything.</summary>
    public static bool AllowsColour(string? noColour) => string.IsNullOrEmpty(noColour);

    private static string CurrentFolderOfProcess()
    {
        try
        {
            return Posix.CurrentFolder();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new AuditWorkspaceException(
                WorkspaceErrors.CurrentFolderUnreadable, "The current folder cannot be told; it may have been deleted.", failure);
        }
    }
}
