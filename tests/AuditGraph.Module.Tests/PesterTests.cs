namespace AuditGraph.Module.Tests;

/// <summary>Runs every Pester file but those of <see cref="PesterDocumentTests"/>.</summary>
public sealed class PesterTests(ITestOutputHelper log)
{
    public static TheoryData<string> Files => new(PesterFile.All.Except(PesterDocumentTests.Documents));

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_test_of_the_file_passes(string file) => PesterFile.Run(file, culture: null, log);
}
