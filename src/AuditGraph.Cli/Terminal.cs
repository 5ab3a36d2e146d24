using System.Globalization;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;

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
    /// <summary>How many columns what a person sees is wide, or null where it does not matter: where no person sees it.</summary>
    public int? Columns { get; init; }

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
            CurrentFolderOfProcess)
        {
            Columns = output.IsTerminal ? ColumnsOfProcess() : null,
        };
    }

    /// <summary>A path as people are shown it: relative where it is below the current folder.</summary>
    public string Show(string path)
    {
        string relative = Path.GetRelativePath(CurrentFolder, path);
        return DisplayText.Escape(relative == ".." || relative.StartsWith("../", StringComparison.Ordinal) ? path : relative);
    }

    /// <summary>Whether a terminal may be coloured: unless <c>NO_COLOR</c> is set to anything.</summary>
    public static bool AllowsColour(string? noColour) => string.IsNullOrEmpty(noColour);

    /// <summary>The width that <c>COLUMNS</c> names, where it is a number of at least one.</summary>
    public static int? ParseColumns(string? columns) =>
        int.TryParse(columns, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0 ? count : null;

    private static int? ColumnsOfProcess()
    {
        if (ParseColumns(Environment.GetEnvironmentVariable("COLUMNS")) is { } columns)
        {
            return columns;
        }

        try
        {
            return Console.WindowWidth is > 0 and int width ? width : null;
        }
        catch (Exception failure) when (failure is IOException or PlatformNotSupportedException)
        {
            return null;
        }
    }

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
