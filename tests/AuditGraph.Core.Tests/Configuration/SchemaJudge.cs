using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>Judges configurations by the JSON Schema with ajv, and YAML with the package yaml: programs that know nothing of this one.</summary>
internal static class SchemaJudge
{
    private static readonly string Folder = Path.Join(AppContext.BaseDirectory, "schema-judge");
    private static readonly Lazy<string?> Obstacle = new(Prepare);

    /// <summary>The verdicts on files, by file. Skips the test where node or its packages cannot be had.</summary>
    public static Dictionary<string, (bool IsValid, string Errors)> Judge(byte[] schema, IEnumerable<string> files)
    {
        Assert.SkipWhen(Obstacle.Value is not null, Obstacle.Value ?? "");
        string schemaFile = Path.Join(Folder, $"{Guid.NewGuid():N}.schema.json");
        File.WriteAllBytes(schemaFile, schema);
        (int code, string output, string error) = Run("node", ["judge.js", schemaFile, .. files]);
        File.Delete(schemaFile);
        Assert.True(code == 0, error);
        var verdicts = new Dictionary<string, (bool, string)>();
        foreach (string line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument verdict = JsonDocument.Parse(line);
            verdicts[verdict.RootElement.GetProperty("file").GetString()!] = (
                verdict.RootElement.GetProperty("valid").GetBoolean(), verdict.RootElement.GetProperty("errors").ToString());
        }

        return verdicts;
    }

    private static string? Prepare()
    {
        try
        {
            if (Directory.Exists(Path.Join(Folder, "node_modules", "ajv")))
            {
                return null;
            }

            (int code, _, string error) = Run("npm", ["ci", "--loglevel=error"]);
            return code == 0 ? null : $"npm could not fetch ajv and yaml: {error}";
        }
        catch (Win32Exception)
        {
            return "node and npm are not on PATH";
        }
    }

    private static (int Code, string Output, string Error) Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
