using System.Text;
using AuditGraph.Core.Actions.CheckManifest;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Actions.CheckManifest;

/// <summary>What is read for hashes by other algorithms than the scan's.</summary>
public sealed class DigestSurveyTests : IDisposable
{
    private const string Md5OfA = "0cc175b9c0f1b6a831c399e269772661";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("a", Md5OfA)]
    [InlineData("b", null)]
    [InlineData("a and more", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_file_that_is_another_than_the_scan_found_has_no_hash(string? now, string? hash)
    {
        TreeFile file = FileOf("x", "a");
        if (now is not null)
        {
            folder.Write("x", now);
        }

        DigestSurvey survey = NewSurvey();
        survey.Look([(file, HashKind.Md5), (file, HashKind.Sha512)], TestContext.Current.CancellationToken);

        Assert.Equal(hash, survey.Of(file, HashKind.Md5));
        Assert.Equal(hash is null, survey.Of(file, HashKind.Sha512) is null);
        Assert.Equal(hash is null ? 0 : 1, survey.ContentsRead);
    }

    [Fact]
    public void Of_files_that_hold_the_same_any_that_is_as_it_was_will_do_and_large_ones_are_read_in_parts()
    {
        string large = new('a', 600_000);
        TreeFile gone = FileOf("gone", large);
        TreeFile there = FileOf("there", large);
        folder.Write("there", large);

        DigestSurvey survey = NewSurvey();
        survey.Look([(gone, HashKind.Sha1), (there, HashKind.Sha1)], TestContext.Current.CancellationToken);

        Assert.Equal("bd7ba75800ac1c237949fdacdf1443fb171bba4c", survey.Of(there, HashKind.Sha1));
        Assert.Equal(survey.Of(there, HashKind.Sha1), survey.Of(gone, HashKind.Sha1));
        Assert.Equal(1, survey.ContentsRead);
    }

    private static TreeFile FileOf(string path, string content)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(content);
        return new TreeFile(
            TreePath.FromBytes(Encoding.UTF8.GetBytes(path)),
            TreeEntryKind.File,
            bytes.Length,
            ContentHash.Of(bytes),
            default);
    }

    private DigestSurvey NewSurvey() =>
        new(folder.Root, new(new Disk(), WorkspaceOpener.Locate(folder.Root, folder.Root), "job", DigestFormat.Value));
}
