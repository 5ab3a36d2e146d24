using System.Diagnostics;
using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Stores;
using AuditGraph.Core.Snapshots.Trees;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Snapshots;

/// <summary>Holds the product against <c>docs/format/snapshots.md</c>, whose examples were made without it.</summary>
public sealed class SnapshotFormatTests
{
    private static readonly string Project = FindProject();
    private static readonly string Page = File.ReadAllText(Path.Join(Project, "docs", "format", "snapshots.md"));

    [Fact]
    public void Nodes_are_those_of_the_page()
    {
        SnapshotTree tree = Example();
        Assert.Contains($"hash `{ContentHash.Of(TreeNodeWriter.Empty.Span)}`", Page, StringComparison.Ordinal);
        Assert.Contains($"the root, is `{tree.Root}`", Page, StringComparison.Ordinal);
        ReadOnlyMemory<byte> root = tree.Nodes.Read(tree.Root);
        AssertShown(root.Span);
        var entries = new TreeNodeReader(root.Span);
        while (entries.MoveNext())
        {
            if (entries.Current.IsDirectory)
            {
                AssertShown(tree.Nodes.Read(entries.Current.Hash).Span);
                Assert.Contains($"`{entries.Current.Hash}`", Page, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_delta_is_that_of_the_page()
    {
        SnapshotTree old = Example();
        SnapshotTree current = Example(executable: true);
        byte[] delta = NodeDelta.Encode(old.Nodes.Read(old.Root).Span, current.Nodes.Read(current.Root).Span);
        AssertShown(delta);
        Assert.Contains($"`{current.Root}`", Page, StringComparison.Ordinal);
        Assert.Equal(current.Root, ContentHash.Of(NodeDelta.Apply(old.Nodes.Read(old.Root).Span, delta)));
    }

    [Fact]
    public void A_stored_file_is_that_of_the_page()
    {
        using var folder = new ScratchFolder();
        var store = new SnapshotStore(folder.Profile, new Disk());
        const string run = "01890a5d-ac96-774b-bcce-b302099a8057";
        SnapshotHeader header = SnapshotStoreTests.Add(
            store, Example(), new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), job: "changed_since", run: run);
        Assert.Contains(Encoding.UTF8.GetString(header.ToBytes()), Page, StringComparison.Ordinal);
        AssertShown(File.ReadAllBytes(Path.Join(folder.Profile.Snapshots, run + ".snapshot")));
    }

    [Fact]
    public void Another_language_finds_the_same_root()
    {
        Assert.SkipUnless(HasPython(), "There is no python3.");
        using var folder = new ScratchFolder();
        var random = new Random(9);
        for (int index = 0; index < 200; index++)
        {
            folder.Write($"{random.Next(5)}/é {random.Next(5)}/{index}.txt", new string('y', random.Next(500)));
        }

        folder.Write(".git/config", "x");
        folder.Write("exports/report.md", "x");
        folder.Write("1/exports/kept", "x");
        folder.Shell(@"chmod +x 1/*/*; ln -s ../x 2/link; mkdir -p empty/empty; mkfifo pipe; printf x > ""$(printf 'a\nb')""");
        if (OperatingSystem.IsLinux())
        {
            folder.Shell(@"printf x > ""$(printf '3/\377')""");
        }

        ScanResult scan = folder.Scan();
        string script = Path.Join(Project, "tools", "snapshot-root.py");
        Assert.InRange(File.ReadAllLines(script).Length, 1, 60);
        Assert.Equal(
            $"{scan.Tree.Root} {scan.Tree.Files} {scan.Tree.Bytes}\n",
            folder.Shell($"python3 '{script}' ."));
    }

    private static SnapshotTree Example(bool executable = false)
    {
        var builder = new TreeBuilder();
        builder.AddLink("link"u8, "b/c.txt"u8);
        builder.AddFile("b/c.txt"u8, executable: true, 5, ContentHash.Of("gamma"u8));
        builder.AddFile("a.txt"u8, executable, 5, ContentHash.Of("alpha"u8));
        return builder.Build();
    }

    private static void AssertShown(ReadOnlySpan<byte> bytes) =>
        Assert.Contains(
            $"```\n{Convert.ToHexStringLower(bytes)}\n```",
            System.Text.RegularExpressions.Regex.Replace(Page, "(?<=[0-9a-f]{96})\n(?=[0-9a-f])", ""),
            StringComparison.Ordinal);

    private static bool HasPython()
    {
        try
        {
            using Process? python = Process.Start(new ProcessStartInfo("python3", "--version") { RedirectStandardOutput = true });
            python!.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string FindProject()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Join(folder, "AuditGraph.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the project.");
        }

        return folder;
    }
}
