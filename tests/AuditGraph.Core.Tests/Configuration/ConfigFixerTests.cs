using System.Text;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Configuration;

public sealed class ConfigFixerTests
{
    private const string Faulty =
        "# head comment\r\n\r\nversion:   1   # one\r\njobs:\r\n    no:                # a trap\r\n        descripton:  \"x\"\r\n"
        + "        tags: [ on ,  daily ]\r\n        action:   {  type:  'report.changed_sinse' , args: { sinse: 24h , rehash: ful } } # end\r\n"
        + "        enabled: yes\r\n\r\n\r\n# tail";

    private const string Mended =
        "# head comment\r\n\r\nversion:   1   # one\r\njobs:\r\n    \"no\":                # a trap\r\n        description:  \"x\"\r\n"
        + "        tags: [ \"on\" ,  daily ]\r\n        action:   {  type:  'report.changed_since' , args: { since: 24h , rehash: full } } # end\r\n"
        + "        enabled: true\r\n\r\n\r\n# tail";

    [Theory]
    [InlineData("")]
    [InlineData("\ufeff")]
    public void Mends_the_faulty_characters_and_leaves_the_others_byte_for_byte(string mark)
    {
        ConfigFixResult result = Fix(mark + Faulty);

        Assert.Equal(mark + Mended, Encoding.UTF8.GetString(result.Bytes));
        Assert.Empty(result.File.Diagnostics);
        Assert.Equal(7, result.AppliedCount);
    }

    [Fact]
    public void Leaves_what_has_no_safe_fix()
    {
        const string text = "jobs:\n  a:\n    action: {type: nonsense}\n    tags: [a b]\n";

        ConfigFixResult result = Fix(text);

        Assert.Equal(text, Encoding.UTF8.GetString(result.Bytes));
        Assert.Equal(0, result.AppliedCount);
        Assert.False(result.File.IsValid);
    }

    [Fact]
    public void Mends_JSON_as_JSON()
    {
        ConfigFixResult result = ConfigFixer.Fix(
            ConfigText.JsonPath, """{"jobs": {"a": {"acton": {"type": "report.changed_sinse"}}}}"""u8);

        Assert.Equal("""{"jobs": {"a": {"action": {"type": "report.changed_since"}}}}""", Encoding.UTF8.GetString(result.Bytes));
        Assert.True(result.File.IsValid);
    }

    [Fact]
    public void Does_not_rename_a_key_into_one_that_is_there_already() => Assert.Equal(
        0, Fix("jobs:\n  a:\n    action: {type: report.changed_since}\n    description: x\n    descripton: y\n").AppliedCount);

    [Fact]
    public void Never_makes_a_bad_configuration_worse()
    {
        foreach (string path in CorpusFiles.In("bad").Concat(CorpusFiles.In("beyond-schema")))
        {
            byte[] bytes = File.ReadAllBytes(path);
            JobConfigFile before = JobConfig.Parse(path, bytes, ConfigText.Root);
            ConfigFixResult result = ConfigFixer.Fix(path, bytes);

            Assert.True(Errors(result.File) <= Errors(before), path);
            Assert.Equal(result.AppliedCount == 0, bytes.AsSpan().SequenceEqual(result.Bytes));
        }
    }

    [Fact]
    public void Every_fix_that_is_offered_cures_its_finding()
    {
        foreach (string path in CorpusFiles.In("bad"))
        {
            JobConfigFile before = JobConfig.LoadFile(path, ConfigText.Root);
            foreach (JobConfigDiagnostic found in before.Diagnostics.Where(found => found.Fix is not null))
            {
                TextFix fix = found.Fix!;
                string text = before.Text.Remove(fix.Offset, fix.Length).Insert(fix.Offset, fix.Replacement);
                JobConfigFile after = JobConfig.Parse(path, Encoding.UTF8.GetBytes(text), ConfigText.Root);
                Assert.DoesNotContain(after.Diagnostics, other => (other.Code, other.Path) == (found.Code, found.Path));
            }
        }
    }

    [Theory]
    [InlineData("600")]
    [InlineData("666")]
    [InlineData("640")]
    public void Keeps_the_owner_the_permissions_and_the_other_names_of_the_file(string mode)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("config/jobs.yaml", Faulty);
        string other = folder["other.yaml"];
        Tool.Run(folder.Root, "ln", path, other);
        Tool.Run(folder.Root, "chmod", mode, path);
        bool isOwned = Environment.IsPrivilegedProcess && Tool.Run(folder.Root, "chown", "4711:4712", path).ExitCode == 0;
        string before = Tool.Run(folder.Root, "ls", "-lni", path).Output;

        ConfigFixer.FixFile(path, new Disk());

        Assert.Equal(Mended, File.ReadAllText(path));
        Assert.Equal(Mended, File.ReadAllText(other));
        Assert.Equal(Attributes(before), Attributes(Tool.Run(folder.Root, "ls", "-lni", path).Output));
        Assert.Equal(["jobs.yaml"], Directory.GetFiles(folder["config"]).Select(Path.GetFileName));
        Assert.SkipUnless(isOwned, "Only a privileged process gives a file to somebody else.");

        // Inode, permissions, number of names, owner and group.
        static string[] Attributes(string listed) => listed.Split(' ', StringSplitOptions.RemoveEmptyEntries)[..5];
    }

    [Fact]
    public void Writes_the_file_with_its_permissions_and_leaves_a_link_alone()
    {
        string folder = Directory.CreateTempSubdirectory("auditgraph-fix-").FullName;
        try
        {
            string path = Path.Join(folder, "jobs.yaml");
            string link = Path.Join(folder, "link.yaml");
            File.WriteAllText(path, Faulty);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.CreateSymbolicLink(link, path);

            Assert.Null(ConfigFixer.FixFile(link, new Disk()));
            Assert.Equal(Faulty, File.ReadAllText(path));
            ConfigFixer.FixFile(path, new Disk());

            Assert.Equal(Mended, File.ReadAllText(path));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
            Assert.Null(ConfigFixer.FixFile(Path.Join(folder, "missing.yaml"), new Disk()));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ConfigFixResult Fix(string text) =>
        ConfigFixer.Fix(ConfigText.YamlPath, Encoding.UTF8.GetBytes(text));

    private static int Errors(ConfigFile file) => file.Diagnostics.Count(found => found.Severity == DiagnosticSeverity.Error);
}
