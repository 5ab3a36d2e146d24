namespace AuditGraph.Module.Tests;

/// <summary>Runs the Pester files that do what help, README and examples say: half of the time, beside the other half.</summary>
public sealed class PesterDocumentTests(ITestOutputHelper log)
{
    /// <summary>The files.</summary>
    internal static readonly string[] Documents = ["Examples.Tests.ps1", "Help.Tests.ps1", "Readme.Tests.ps1", "Scripts.Tests.ps1"];

    public static TheoryData<string> Files => new(Documents);

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_test_of_the_file_passes(string file) => PesterFile.Run(file, culture: null, log);
}
