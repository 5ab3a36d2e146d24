using System.IO.Compression;
using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Ledger;

namespace AuditGraph.Core.Tests.Ledger;

/// <summary>The report as data that is kept beside a record is the one that the record names.</summary>
public sealed class KeptReportTests : IDisposable
{
    private static readonly byte[] Report = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("""{"title":"Changes"}""", 10_000)));

    private readonly TestProfile profile = new();

    private readonly ProblemList problems;

    public KeptReportTests() => problems = new ProblemList(profile.Paths);

    private string Kept => profile.Paths.ReportOf(TestProfile.RunId(0));

    public void Dispose() => profile.Dispose();

    [Fact]
    public void The_one_that_the_record_names_is_in_order()
    {
        Keep(Pack(Report));

        Assert.Empty(Problems(Named(Report)));
    }

    [Fact]
    public void A_missing_one_is_missed()
    {
        Assert.Equal(["KeptReportMissing"], Problems(Named(Report)));
        Assert.Equal(ContentHash.Of(Report).ToString(), problems.Items[0].Expected);
    }

    [Fact]
    public void Another_one_is_found_with_both_hashes_where_it_has_the_same_length()
    {
        byte[] other = [.. Report.Reverse()];
        Keep(Pack(other));

        Assert.Equal(["KeptReportChanged"], Problems(Named(Report)));
        Assert.Equal(ContentHash.Of(other).ToString(), problems.Items[0].Actual);
        Assert.Equal(TestProfile.RunId(0), problems.Items[0].Run);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no gzip")]
    public void What_is_no_compressed_report_is_found(string content)
    {
        Keep(Encoding.UTF8.GetBytes(content));

        Assert.Equal(["KeptReportChanged"], Problems(Named(Report)));
        Assert.Null(problems.Items[0].Actual);
    }

    [Fact]
    public void A_folder_in_its_place_is_found()
    {
        Directory.CreateDirectory(Kept);

        Assert.Equal(["KeptReportChanged"], Problems(Named(Report)));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void One_of_another_length_than_the_record_says_is_found(int more)
    {
        Keep(Pack(Report));

        Assert.Equal(["KeptReportChanged"], Problems(Named(Report, Report.Length + more)));
        Assert.Null(problems.Items[0].Actual);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"report":null}""")]
    [InlineData("""{"report":{}}""")]
    [InlineData("""{"report":{"sha256":1}}""")]
    [InlineData("""{"report":{"sha256":"none","bytes":1}}""")]
    [InlineData("""{"report":{"sha256":"HASH"}}""")]
    [InlineData("""{"report":{"sha256":"HASH","bytes":1.5}}""")]
    [InlineData("""{"report":{"sha256":"HASH","bytes":1},"reused":{}}""")]
    public void A_record_that_names_none_of_its_own_has_none(string record) =>
        Assert.Empty(Problems(record.Replace("HASH", ContentHash.Of(Report).ToString(), StringComparison.Ordinal)));

    private static string Named(byte[] report, long? bytes = null) =>
        $$"""{"report": {"bytes": {{bytes ?? report.Length}}, "sha256": "{{ContentHash.Of(report)}}"} }""";

    private static byte[] Pack(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionMode.Compress))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private void Keep(byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Kept)!);
        File.WriteAllBytes(Kept, content);
    }

    private IEnumerable<string> Problems(string record)
    {
        new KeptFileVerification(profile.Paths, problems).Compare(TestProfile.RunId(0), Encoding.UTF8.GetBytes(record));
        return problems.Items.Select(problem => problem.Name);
    }
}
