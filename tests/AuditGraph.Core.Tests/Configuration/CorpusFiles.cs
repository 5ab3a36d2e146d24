namespace AuditGraph.Core.Tests.Configuration;

/// <summary>The configurations beside these tests.</summary>
internal static class CorpusFiles
{
    private static readonly string Folder = Path.Join(AppContext.BaseDirectory, "Configuration");

    /// <summary>One folder for each code, with a wrong and a right configuration.</summary>
    public static string Examples { get; } = Path.Join(Folder, "Examples");

    /// <summary>The files of a folder of the corpus, sorted: <c>good</c>, <c>bad</c> or <c>beyond-schema</c>.</summary>
    public static string[] In(string folder) =>
        [.. Directory.GetFiles(Path.Join(Folder, "Corpus", folder)).Order(StringComparer.Ordinal)];

    /// <summary>The names of those files.</summary>
    public static TheoryData<string> NamesIn(string folder) => [.. In(folder).Select(path => Path.GetFileName(path))];

    /// <summary>A file of the corpus.</summary>
    public static string PathOf(string folder, string name) => Path.Join(Folder, "Corpus", folder, name);
}
