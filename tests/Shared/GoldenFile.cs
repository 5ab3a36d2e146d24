using System.Runtime.CompilerServices;

namespace AuditGraph.Tests;

/// <summary>
/// Compares text with a file in the folder <c>Golden</c> of the test's project. With <c>AUDITGRAPH_ACCEPT=1</c> in the environment the file
/// is written anew instead, and the difference is reviewed in the commit.
/// </summary>
internal static class GoldenFile
{
    public static void AssertEqual(string name, string actual, [CallerFilePath] string test = "")
    {
        string path = Path.Join(ProjectFolder(test), "Golden", name);
        if (Environment.GetEnvironmentVariable("AUDITGRAPH_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
        }

        Assert.Equal(File.ReadAllText(path), actual);
    }

    private static string ProjectFolder(string file)
    {
        string folder = Path.GetDirectoryName(file)!;
        while (Directory.GetFiles(folder, "*.csproj").Length == 0)
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
