using AuditGraph.Core.Workspaces;

namespace AuditGraph.Cli;

/// <summary>Where a command reads and writes, and what its streams can show.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
/// <param name="OutputIsTerminal">Whether a person sees standard output.</param>
/// <param name="ErrorIsTerminal">Whether a person sees standard error, so that progress may be drawn there.</param>
/// <param name="Colour">Whether colour may be used on standard output (https://no-color.org).</param>
/// <param name="CurrentFolder">The current folder, as an absolute path.</param>
internal sealed record Terminal(
    TextWriter Output,
    TextWriter Error,
    bool OutputIsTerminal,
    bool ErrorIsTerminal,
    bool Colour,
    string CurrentFolder)
{
    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess()
    {
        StandardStream output = StandardStream.Output;
        StandardStream error = StandardStream.Error;
        return new Terminal(
            output,
            error,
            output.IsTerminal,
            error.IsTerminal,
            output.IsTerminal && AllowsColour(Environment.GetEnvironmentVariable("NO_COLOR")),
            Posix.CurrentFolder());
    }

    /// <summary>Whether a terminal may be coloured: unless <c>NO_COLOR</c> is set to anything.</summary>
    public static bool AllowsColour(string? noColour) => string.IsNullOrEmpty(noColour);
}
