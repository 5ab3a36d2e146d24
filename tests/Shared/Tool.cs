using System.Diagnostics;

namespace AuditGraph.Tests;

/// <summary>A program outside the product that some machines do not have.</summary>
internal static class Tool
{
    /// <summary>Skips the test where one of the programs is not on the path.</summary>
    public static void Require(params string[] names)
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        foreach (string name in names.Where(name => !folders.Any(folder => File.Exists(Path.Join(folder, name)))))
        {
            Assert.Skip($"{name} is not on the path");
        }
    }

    /// <summary>Runs a program in a folder; gives its exit code and all it printed.</summary>
    public static (int ExitCode, string Output) Run(string folder, string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(name, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
