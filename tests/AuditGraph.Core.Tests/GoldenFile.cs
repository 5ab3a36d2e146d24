using System.Runtime.CompilerServices;

namespace AuditGraph.Core.Tests;

/// <summary>
/// Compares text with a file in the folder <c>Golden</c>. With <c>AUDITGRAPH_ACCEPT=1</c> in the environment the file
/// is written anew instead, and the difference is reviewed in the commit.
/// </summary>
internal static class GoldenFile
{
    public static void AssertEqual(string name, string actual)
    {
        string path = Path.Join(SourceFolder(), "Golden", name);
        if (Environment.GetEnvironmentVariable("AUDITGRAPH_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string SourceFolder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
