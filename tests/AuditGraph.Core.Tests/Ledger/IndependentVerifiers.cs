namespace AuditGraph.Core.Tests.Ledger;

/// <summary>
/// Two programs that share no code with the product, tools/verify.sh and a checker written from the page alone, and a profile for
/// them to judge.
/// </summary>
internal sealed class IndependentVerifiers : IDisposable
{
    private static readonly string Shell = RepositoryFile.PathOf("tools/verify.sh");

    private static readonly string ProofShell = RepositoryFile.PathOf("tools/verify-proof.sh");

    private static readonly string Python = RepositoryFile.PathOf("tests/AuditGraph.Core.Tests/Ledger/check_ledger.py");

    /// <summary>The profile.</summary>
    public TestProfile Profile { get; } = new();

    public void Dispose() => Profile.Dispose();

    /// <summary>A path in a profile's ledger.</summary>
    public static string InLedger(TestProfile at, string path) => Path.Join(at.Paths.Ledger, path);

    /// <summary>Where a run's record is.</summary>
    public static string Record(TestProfile at, int run) => Path.Join(at.Paths.Runs, TestProfile.RunId(run), "run.json");

    /// <summary>What a program says of what it refuses.</summary>
    public static string Invalid((int ExitCode, string Output) result)
    {
        Assert.Equal(1, result.ExitCode);
        return result.Output;
    }

    /// <summary>How a program ended, and what it says where it does not accept.</summary>
    public static (int ExitCode, string Errors) Refusal((int ExitCode, string Output) result) =>
        (result.ExitCode, result.ExitCode == 0 ? "" : result.Output);

    /// <summary>Makes a ledger of some runs; gives the path of the public key, which is there where the ledger is signed.</summary>
    public string Build(int runs, bool signed)
    {
        Profile.Log.Append(_ => [], TestContext.Current.CancellationToken);
        string key = Path.Join(Profile.Paths.Root, "public.pem");
        for (int number = 0; number < runs; number++)
        {
            Profile.Run();
            if (signed && number == 0)
            {
                File.WriteAllText(key, Profile.InitializeKey().Pem);
            }
        }

        return key;
    }

    /// <summary>Has a program judge the ledger.</summary>
    public (int ExitCode, string Output) Check(string program, string? key = null, string? since = null)
    {
        if (program == "python3")
        {
            string[] options = [.. key is null ? [] : new[] { "--key", key }, .. since is null ? [] : new[] { "--since", since }];
            return RunPython(["ledger", Profile.Paths.Folder, .. options]);
        }

        Tool.Require("sh", "openssl", "od", "awk");
        string[] flags = [.. key is null ? [] : new[] { "-k", key }, .. since is null ? [] : new[] { "-s", since }];
        return Tool.Run(Profile.Paths.Root, "sh", [Shell, .. flags, Profile.Paths.Folder]);
    }

    /// <summary>Has a program judge the proof of a run.</summary>
    public (int ExitCode, string Output) CheckProof(string program, string path, params string[] options)
    {
        if (program == "python3")
        {
            return RunPython(["proof", path, "--key", options[1]]);
        }

        Tool.Require("sh", "openssl", "od", "awk");
        return Tool.Run(Profile.Paths.Root, "sh", [ProofShell, .. options, path]);
    }

    private (int ExitCode, string Output) RunPython(params string[] arguments)
    {
        Tool.Require("python3");
        return Tool.Run(Profile.Paths.Root, "python3", [Python, .. arguments]);
    }
}
