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
        bool colour = string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));
        StandardStream output = StandardStream.Output;
        StandardStream error = StandardStream.Error;
        return new Terminal(
            output,
            error,
            output.IsTerminal,
            error.IsTerminal,
            colour && output.IsTerminal,
            Directory.GetCurrentDirectory());
    }
}
