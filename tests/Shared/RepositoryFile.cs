namespace AuditGraph.Tests;

/// <summary>Finds files of the repository; and compares those that are generated, or writes them anew when asked to.</summary>
internal static class RepositoryFile
{
    /// <summary>The variable that, set to <c>1</c>, makes the tests write generated files instead of comparing them.</summary>
    public const string UpdateVariable = "AUDITGRAPH_UPDATE";

    /// <summary>The absolute path of a file of the repository.</summary>
    public static string PathOf(string relative)
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Join(folder, "AuditGraph.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return Path.Join(folder ?? throw new InvalidOperationException("The tests run outside of the repository."), relative);
    }

    /// <summary>Asserts that a committed file has the content that is generated now.</summary>
    public static void AssertIsCurrent(string relative, string generated)
    {
        string path = PathOf(relative);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, generated);
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == generated,
            $"{relative} is stale; write it anew with {UpdateVariable}=1 dotnet test.");
    }
}
