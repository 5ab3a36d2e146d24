using System.Diagnostics;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Tests.Configuration;

public sealed class JobConfigTests : IDisposable
{
    private const string OneJob = "jobs: {nightly: {action: {type: report.changed_since}}}\n";

    private readonly string root = Directory.CreateTempSubdirectory("auditgraph-config-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Theory]
    [InlineData("config/jobs.yaml", OneJob)]
    [InlineData("config/jobs.yml", OneJob)]
    [InlineData("config/jobs.json", """{"jobs": {"nightly": {"action": {"type": "report.changed_since"}}}}""")]
    public void Finds_the_configuration_under_each_of_its_names(string relative, string content)
    {
        Write(relative, content);

        JobConfigFile file = JobConfig.Load(root).RequireValid();

        Assert.Equal("nightly", Assert.Single(file.Jobs).Name);
        Assert.Equal(Path.Join(root, relative), file.Path);
        Assert.Equal(root, file.Jobs[0].Root);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file.Path))), file.Sha256);
    }

    [Fact]
    public void Says_which_files_it_looked_for_where_there_is_none()
    {
        var failure = Assert.Throws<AuditConfigurationException>(() => JobConfig.Load(root).RequireValid());

        Assert.Equal("AG1001", failure.Code);
        Assert.Contains("config/jobs.yaml, config/jobs.yml, config/jobs.json", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_workspace_with_two_configurations()
    {
        Write("config/jobs.yaml", OneJob);
        Write("config/jobs.json", "{}");

        Assert.Equal("AG1002", Assert.Single(JobConfig.Load(root).Diagnostics).Code);
    }

    [Fact]
    public void Says_that_a_folder_in_the_place_of_the_file_cannot_be_read()
    {
        Directory.CreateDirectory(Path.Join(root, "config/jobs.yaml"));

        JobConfigDiagnostic found = Assert.Single(JobConfig.Load(root).Diagnostics);

        Assert.Equal("AG1003", found.Code);
        Assert.Contains("folder", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Does_not_wait_on_a_pipe_in_the_place_of_the_file()
    {
        Directory.CreateDirectory(Path.Join(root, "config"));
        using (Process make = Process.Start("mkfifo", [Path.Join(root, "config/jobs.yaml")]))
        {
            make.WaitForExit();
        }

        Assert.Equal("AG1003", Assert.Single(JobConfig.Load(root).Diagnostics).Code);
    }

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/dev/null")]
    [InlineData("/etc/hostname")]
    [InlineData("/nowhere/at/all")]
    public void Is_not_led_astray_by_a_link(string target)
    {
        Directory.CreateDirectory(Path.Join(root, "config"));
        File.CreateSymbolicLink(Path.Join(root, "config/jobs.yaml"), target);

        JobConfigDiagnostic found = Assert.Single(JobConfig.Load(root).Diagnostics);

        Assert.Equal("AG1003", found.Code);
        Assert.Contains("is a symbolic link", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_that_the_permissions_forbid_reading()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root may read everything");
        Write("config/jobs.yaml", OneJob);
        File.SetUnixFileMode(Path.Join(root, "config/jobs.yaml"), UnixFileMode.None);

        JobConfigDiagnostic found = Assert.Single(JobConfig.Load(root).Diagnostics);

        Assert.Equal("AG1003", found.Code);
        Assert.Contains("permissions", found.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_a_file_of_the_limit_and_refuses_one_that_is_a_byte_larger()
    {
        Write("config/jobs.yaml", OneJob);
        int size = OneJob.Length;

        Assert.True(JobConfig.Load(root, size).IsValid);
        Assert.Equal("AG1004", Assert.Single(JobConfig.Load(root, size - 1).Diagnostics).Code);
    }

    [Fact]
    public void Keeps_the_jobs_without_faults_and_counts_all()
    {
        Write("config/jobs.yaml", OneJob.Replace("{nightly", "{faulty: {}, nightly", StringComparison.Ordinal));

        JobConfigFile file = JobConfig.Load(root);

        Assert.False(file.IsValid);
        Assert.Equal(2, file.JobCount);
        Assert.Equal("nightly", Assert.Single(file.Jobs).Name);
    }

    [Fact]
    public void Throws_with_the_place_of_the_first_error_and_all_findings()
    {
        Write("config/jobs.yaml", "jobs:\n  a:\n    action: {type: nonsense}\n    extra: 1\n");

        var failure = Assert.Throws<AuditConfigurationException>(() => JobConfig.Load(root).RequireValid());

        Assert.Equal("AG1044", failure.Code);
        Assert.StartsWith($"{root}/config/jobs.yaml:3:20: 'nonsense' is not an action", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("(and 1 more error)", failure.Message, StringComparison.Ordinal);
        Assert.Equal(2, Assert.IsType<ValueList<JobConfigDiagnostic>>(failure.Detail["diagnostics"]).Count);
    }

    private void Write(string relative, string content)
    {
        string path = Path.Join(root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }
}
