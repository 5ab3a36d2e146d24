using System.ComponentModel;
using System.Diagnostics;

namespace AuditGraph.Core.Tests;

/// <summary>
/// Runs scripts of a folder beside the tests with packages from npm, which are fetched when they are first needed.
/// </summary>
/// <param name="name">The folder, which has a <c>package-lock.json</c>.</param>
internal sealed class NodePackages(string name)
{
    private readonly string folder = Path.Join(AppContext.BaseDirectory, name);

    private readonly Lock fetching = new();

    private bool isFetched;

    private string? obstacle;

    /// <summary>Skips the test where node or the packages cannot be had.</summary>
    public void Require()
    {
        lock (fetching)
        {
            if (!isFetched)
            {
                obstacle = Fetch();
                isFetched = true;
            }
        }

        Assert.SkipWhen(obstacle is not null, obstacle ?? "");
    }

    /// <summary>Runs a script.</summary>
    /// <param name="arguments">The script and what it is given.</param>
    /// <returns>The lines that it wrote.</returns>
    public string[] Run(params IEnumerable<string> arguments)
    {
        (int code, string output, string error) = Start("node", arguments);
        Assert.True(code == 0, error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A file that is installed with a package.</summary>
    public string PathOf(string relative) => Path.Join(folder, "node_modules", relative);

    private string? Fetch()
    {
        try
        {
            // Whoever ended on the way has left no lock of what is installed.
            string installed = PathOf(".package-lock.json");
            if (File.GetLastWriteTimeUtc(installed) >= File.GetLastWriteTimeUtc(Path.Join(folder, "package-lock.json")))
            {
                return null;
            }

            (int code, _, string error) = Start("npm", ["ci", "--ignore-scripts", "--loglevel=error", "--no-audit", "--no-fund"]);
            return code == 0 ? null : $"npm could not fetch what {name} needs: {error}";
        }
        catch (Win32Exception)
        {
            return "node and npm are not on PATH";
        }
    }

    private (int Code, string Output, string Error) Start(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
