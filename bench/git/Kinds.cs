using System.Diagnostics;

namespace AuditGraph.Bench.Git;

/// <summary>Repositories of kinds that not every reader knows, and what the program and the library say of them.</summary>
internal static class Kinds
{
    private const string Commit = "git config user.name a; git config user.email a@b; mkdir in out; echo 1 >in/f; echo 2 >out/f; git add -A; git commit -qm1";

    private static readonly (string Name, string Script)[] All =
    [
        ("plain", $"git init -q .; {Commit}"),
        ("SHA-256", $"git init -q --object-format=sha256 .; {Commit}"),
        ("sparse index", $"git init -q .; {Commit}; git sparse-checkout set --cone --sparse-index in"),
        ("partial clone", $"git init -q ../from; cd ../from; {Commit}; git config uploadpack.allowFilter true; git clone -q --no-checkout --filter=blob:none \"file://$PWD\" ../here"),
        ("reftable", $"git init -q --ref-format=reftable . 2>/dev/null || git init -q .; {Commit}; git config core.repositoryFormatVersion 1; git config extensions.refStorage reftable"),
        ("somebody else's", $"git init -q .; {Commit}; chown -R 12345 ."),
        ("somebody else's, allowed by GIT_CONFIG_COUNT", $"git init -q .; {Commit}; chown -R 12345 ."),
    ];

    /// <summary>Asks both about each.</summary>
    public static void Try()
    {
        foreach ((string name, string script) in All)
        {
            string top = Directory.CreateTempSubdirectory("auditgraph-bench-").FullName;
            string here = Directory.CreateDirectory(Path.Join(top, "here")).FullName;
            using (Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script]) { WorkingDirectory = here })!)
            {
                shell.WaitForExit();
            }

            bool isAllowed = name.Contains("COUNT", StringComparison.Ordinal);
            Environment.SetEnvironmentVariable("GIT_CONFIG_COUNT", isAllowed ? "1" : null);
            Environment.SetEnvironmentVariable("GIT_CONFIG_KEY_0", isAllowed ? "safe.directory" : null);
            Environment.SetEnvironmentVariable("GIT_CONFIG_VALUE_0", isAllowed ? "*" : null);
            var program = new ByProgram(here);
            var library = new ByLibrary(here);
            Console.WriteLine(name);
            Console.WriteLine($"  program  lists {Say(() => program.List().Length)}; reads {Say(() => program.Read(program.List()))}; {Say(program.CountChanges)} changes");
            Console.WriteLine($"  library  lists {Say(() => library.List().Length)}; reads {Say(() => library.Read(library.List()))}; {Say(library.CountChanges)} changes");
            Directory.Delete(top, recursive: true);
        }
    }

    private static string Say(Func<int> ask)
    {
        try
        {
            return ask().ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception failure)
        {
            string message = failure.Message.ReplaceLineEndings(" ");
            return $"({failure.GetType().Name}: {message[..Math.Min(message.Length, 200)]})";
        }
    }
}
