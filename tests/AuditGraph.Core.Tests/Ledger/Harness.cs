using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AuditGraph.Core.Tests.Ledger;

/// <summary>Starts the harness in a process of its own.</summary>
internal static class Harness
{
    public static Process Start(string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        string host = Path.GetFullPath(Path.Join(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));
        var start = new ProcessStartInfo(host, [Path.Join(AppContext.BaseDirectory, "AuditGraph.CrashHarness.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs to the end; gives the exit code, which is 137 after SIGKILL.</summary>
    public static int Run(string[] arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        using Process process = Start(arguments, environment);
        process.StandardInput.Close();
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        TestContext.Current.SendDiagnosticMessage(errors.Result);
        return process.ExitCode;
    }
}
