using System.Diagnostics;
using System.Text;

namespace AuditGraph.Module.Tests;

/// <summary>The PowerShell of this machine, where there is one.</summary>
internal sealed class PowerShellHost
{
    private const string Variable = "AUDITGRAPH_PWSH";

    private static readonly Version Oldest = new(7, 6);
    private static readonly Lazy<PowerShellHost> Found = new(() => new PowerShellHost());

    private readonly string? path;

    private PowerShellHost()
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        path = string.IsNullOrEmpty(named) ? OnPath() : named;
        Missing = path is null ? $"pwsh is neither on PATH nor named by {Variable}"
            : !File.Exists(path) ? $"{Variable} names '{path}', which is not a file"
            : WhatLacks();
    }

    /// <summary>The one instance; what it finds cannot change during a test run.</summary>
    public static PowerShellHost Instance => Found.Value;

    /// <summary>Why the Pester tests cannot run here, or null where they can.</summary>
    public string? Missing { get; }

    /// <summary>Runs a script file in a fresh process without a profile.</summary>
    /// <returns>The exit code, and both output streams as one text.</returns>
    /// <exception cref="TimeoutException">The process took longer than it may; it was ended.</exception>
    public (int ExitCode, string Output) Run(string file, IReadOnlyList<string> arguments, TimeSpan limit) =>
        Start(["-NoProfile", "-NonInteractive", "-File", file, .. arguments], limit);

    private static string? OnPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Join(folder, "pwsh"))
            .FirstOrDefault(File.Exists);

    private string? WhatLacks()
    {
        const string Question =
            "\"$($PSVersionTable.PSVersion.Major).$($PSVersionTable.PSVersion.Minor)\"; "
            + "@(Get-Module -ListAvailable Pester | Where-Object Version -ge 5.5).Count";
        (int exitCode, string output) = Start(["-NoProfile", "-NonInteractive", "-Command", Question], TimeSpan.FromMinutes(2));
        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (exitCode != 0 || lines.Length != 2 || !Version.TryParse(lines[0], out Version? version))
        {
            return $"'{path}' did not tell its version: {output.Trim()}";
        }

        return version < Oldest ? $"'{path}' is PowerShell {version}, and the module needs {Oldest}"
            : lines[1] == "0" ? "the Pester module, version 5.5 or later, is not installed"
            : null;
    }

    private (int ExitCode, string Output) Start(IEnumerable<string> arguments, TimeSpan limit)
    {
        var start = new ProcessStartInfo(path!, arguments)
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.Environment.Remove("AUDITGRAPH_ROOT");
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";

        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(limit))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            throw new TimeoutException($"pwsh did not end within {limit}:\n{output.Result}{errors.Result}");
        }

        return (process.ExitCode, output.Result + errors.Result);
    }
}
