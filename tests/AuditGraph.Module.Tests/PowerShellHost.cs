using System.Diagnostics;
using System.Text;

namespace AuditGraph.Module.Tests;

/// <summary>The PowerShell that the tests run in: the pinned tool, or the one that a variable names.</summary>
internal static class PowerShellHost
{
    /// <summary>The variable that names the program of another PowerShell.</summary>
    private const string Variable = "AUDITGRAPH_PWSH";

    /// <summary>Runs a script file in a fresh process without a profile.</summary>
    /// <param name="file">The script file.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="limit">How long it may take.</param>
    /// <param name="locale">The process's locale as POSIX names it, such as <c>tr_TR.UTF-8</c>; null for this process's own.</param>
    /// <returns>The exit code, and both output streams as one text.</returns>
    /// <exception cref="TimeoutException">The process took longer than it may; it was ended.</exception>
    public static (int ExitCode, string Output) Run(string file, IReadOnlyList<string> arguments, TimeSpan limit, string? locale = null)
    {
        ProcessStartInfo start = StartInfo(["-NoProfile", "-NonInteractive", "-File", file, .. arguments]);
        if (locale is not null)
        {
            start.Environment["LC_ALL"] = locale;
        }

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            throw new TimeoutException($"PowerShell did not end within {limit}:\n{output.Result}{errors.Result}");
        }

        return (process.ExitCode, output.Result + errors.Result);
    }

    private static ProcessStartInfo StartInfo(IReadOnlyList<string> arguments)
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        ProcessStartInfo start = string.IsNullOrEmpty(named)
            ? new(Repository.DotnetProgram, [Repository.PowerShellProgram, .. arguments])
            : new(named, arguments);
        start.WorkingDirectory = Repository.Root;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.StandardOutputEncoding = Encoding.UTF8;
        start.StandardErrorEncoding = Encoding.UTF8;
        start.Environment.Remove("AUDITGRAPH_ROOT");
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        return start;
    }
}
