using System.Diagnostics;
using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

/// <summary>What <c>report.inventory</c> tells, and when its report is taken again.</summary>
public sealed class InventoryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose()
    {
        // The base library cannot delete names that are not UTF-8.
        Shell("rm -rf tree");
        folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(GoldenReport.FormatsOfReports), MemberType = typeof(GoldenReport))]
    public void The_report_is_as_it_was_approved(string format)
    {
        WriteTree();
        WriteJob("modes: true", "times: true", "top: 4");
        RunJob();
        Shell(
            """
            rm tree/old.txt; printf new > tree/new.txt; mv tree/docs/guide.md tree/docs/help.md
            printf 3 > tree/src/one.cs; mkfifo tree/pipe; find tree -exec touch -h -d 2020-02-29T12:00:00.25Z {} +
            touch -d 1999-12-31T23:59:59Z tree/src/a/b.cs
            """);
        string run = (string)RunJob()["run"]!;

        GoldenReport.AssertIsCurrent("inventory", folder.Root, run, format);
    }

    [Fact]
    public void The_totals_are_those_of_find_and_add_up()
    {
        WriteTree();
        WriteJob("depth: 9");
        JsonNode report = RunAndRead();

        JsonNode current = report["current"]!;
        string[] told = ["files", "links", "folders", "bytes", "hardLinks", "emptyFiles"];
        Assert.Equal(
            Words("""
                cd tree; find . -type f | wc -l; find . -type l | wc -l; find . -type d -not -empty | wc -l
                find . -not -type d -printf '%i %s\n' | sort -u | awk '{ n += $2 } END { print n }'
                find . -type f -links +1 | tail -n +2 | wc -l; find . -empty -type f | wc -l
                """),
            told.Select(name => $"{current[name]}"));

        // The root and the tree are the same here.
        Assert.Equal(
            Words("""
                cd tree; find . -type d -not -empty | LC_ALL=C sort | while read -r d; do find $d -type f | wc -l; done
                """),
            report["folders"]!.AsArray().Skip(1).Select(row => $"{row!["files"]}"));
        Assert.Equal((long)current["bytes"]!, report["extensions"]!.AsArray().Sum(row => (long)row!["bytes"]!));
        Assert.Equal((long)current["bytes"]!, (long)report["folders"]![0]!["bytes"]!);
        Assert.Equal(
            (long)current["bytes"]!,
            report["files"]!.AsArray().Where(row => row!["hardLinkOf"] is null).Sum(row => (long)row!["bytes"]!));
    }

    [Fact]
    public void Files_that_hold_the_same_are_those_of_fdupes()
    {
        if (!File.Exists("/usr/bin/fdupes"))
        {
            Assert.Skip("fdupes is not installed.");
        }

        WriteTree();
        Shell("""
            cd tree
            for i in 1 2 3 4 5 6 7 8 9; do mkdir -p c/$i; for j in 1 2 3; do seq $((i * j % 7)) > c/$i/$j; done; done
            ln c/1/1 c/x; ln -s 1/1 c/y
            """);
        WriteJob("top: 1000");
        JsonNode report = RunAndRead();

        // Of several names of one file fdupes tells any, so that only how many there are of what is compared.
        string[] ours = [.. report["equal"]!.AsArray().GroupBy(row => (long)row!["content"]!)
            .Select(group => $"{group.First()!["bytes"]} {group.Count()}").Order(StringComparer.Ordinal)];
        string[] theirs = [.. Shell("fdupes -q -r -n -S tree").Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(group => group.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Select(group => $"{group[0].Split(' ')[0]} {group.Length - 1}").Order(StringComparer.Ordinal)];
        Assert.Equal(theirs, ours);
        Assert.Equal(ours.Length, (int)report["current"]!["equalContents"]!);
        Assert.Equal(
            theirs.Sum(group => int.Parse(group.Split(' ')[1], null) - 1), (int)report["current"]!["spareFiles"]!);
    }

    [Fact]
    public void Only_the_foremost_are_told_and_of_equal_ones_the_first_by_path()
    {
        Shell("""
            mkdir tree; cd tree; for f in a b c d; do printf $f$f > $f; cp -p $f $f.copy; done
            printf 123 > long; touch -d @7 b; touch -d @-9 long
            """);
        WriteJob("top: 2");
        JsonNode report = RunAndRead();

        Assert.Equal(["tree/long", "tree/a"], report["largest"]!.AsArray().Select(row => (string?)row!["path"]));
        Assert.Equal(
            ["tree/long 1969-12-31T23:59:51.000Z", "tree/b 1970-01-01T00:00:07.000Z"],
            report["oldest"]!.AsArray().Select(row => $"{row!["path"]} {row["modified"]}"));
        Assert.Equal(
            ["1 tree/a", "1 tree/a.copy", "2 tree/b", "2 tree/b.copy"],
            report["equal"]!.AsArray().Select(row => $"{row!["content"]} {row["path"]}"));
        Assert.Equal((4, 8), ((int)report["current"]!["spareFiles"]!, (int)report["current"]!["spareBytes"]!));

        WriteJob("top: 0");
        Assert.Null(RunAndRead()["largest"]);
    }

    [Fact]
    public void Names_of_every_kind_are_told_once_each_on_a_line_of_their_own()
    {
        Shell("""
            mkdir tree; cd tree
            touch -- "$(printf 'a\nb')" "$(printf '\351')" '=cmd|x' 'a,b"c' ' x' '-rf' '|`<b>' '\x41' \
                "$(printf 'e\314\201')" "$(printf '\303\251')"
            """);
        WriteJobAs("csv", []);
        RunJob();

        string[] lines = File.ReadAllLines(folder["exports/reports/inventory.csv"]);
        Assert.Equal(1 + 10, lines.Length);
        Assert.Equal("Path,Type,Bytes,Target,HardLinkOf,Sha256", lines[0]);
        Assert.All(lines[1..], line => Assert.Matches("^\"?tree/", line));
        Assert.Contains("tree/a\\nb,file,0", lines[1..].Select(line => line.Split(",,")[0]));
        string[] paths = [.. lines[1..].Select(line => line.Split(",file,")[0])];
        string[] some = ["tree/e\\u{301}", "tree/\\xe9", "tree/\u00e9", "tree/\\\\x41"];
        Assert.All(some, path => Assert.Contains(path, paths));
    }

    [Fact]
    public void The_list_is_in_the_order_of_the_bytes_of_the_paths()
    {
        Shell("mkdir -p tree/a/b tree/a-b tree/a.b tree/Z; cd tree; touch a.txt a/x a/b/c a-b/x a.b/x 'a b' Z/z a0 é");
        WriteJob();

        Assert.Equal(
            Shell("find tree -type f | LC_ALL=C sort").Split('\n', StringSplitOptions.RemoveEmptyEntries),
            RunAndRead()["files"]!.AsArray().Select(row => (string)row!["path"]!));
    }

    [Fact]
    public void What_came_and_went_is_told_since_the_last_inventory_whatever_other_jobs_saw()
    {
        WriteTree();
        WriteJob();
        Assert.Null((long?)RunAndRead()["summary"]!["added"]);
        Shell("printf new > tree/new; rm tree/old.txt");
        CommandLine.Run(folder.Root, "jobs", "run", "other");

        JsonNode report = RunAndRead();
        JsonNode summary = report["summary"]!;
        Assert.Equal((1, 1, 0), ((int)summary["added"]!, (int)summary["removed"]!, (int)summary["modified"]!));
        Assert.Equal(
            ["added tree/new", "removed tree/old.txt"],
            report["changes"]!.AsArray().Select(row => $"{row!["kind"]} {row["path"]}"));
    }

    /// <summary>
    /// Arguments, what is done to the files, and why the next run makes a report of its own; null where it takes the
    /// last one.
    /// </summary>
    public static TheoryData<string, string, string?> Touches => new()
    {
        { "top: 0", "true", null },
        { "top: 0", "touch -d @1 tree/old.txt", null },
        { "top: 1", "touch -d @1 tree/old.txt", "metadata" },
        { "top: 0, times: true", "touch -h -d @1 tree/docs/link", "metadata" },
        { "top: 0", "chmod 600 tree/old.txt", null },
        { "top: 0", "chmod 700 tree/old.txt", "inputs" },
        { "top: 0, modes: true", "chmod 600 tree/old.txt", "metadata" },
        { "top: 0", "cp tree/src/one.cs x; rm tree/src/hard.cs; mv x tree/src/hard.cs", "metadata" },
        { "top: 0", "ln tree/old.txt tree/older.txt", "inputs" },
        { "top: 0", "mkdir tree/none", null },
        { "top: 0", "printf 2 >> tree/old.txt", "inputs" },
    };

    [Theory]
    [MemberData(nameof(Touches))]
    public void A_report_is_taken_again_until_something_changes_that_it_tells(
        string arguments, string touch, string? part)
    {
        WriteTree();
        WriteJob(arguments.Split(", "));
        RunJob();
        JsonNode second = RunJob();
        Assert.Equal("fresh baseline_moved", $"{second["origin"]} {second["reasons"]![0]!["code"]}");
        Shell(touch);

        JsonNode third = RunJob();
        Assert.Equal(part is null ? "reused" : "fresh", (string?)third["origin"]);
        Assert.Equal(part, (string?)third["reasons"]![0]!["part"]);
        if (part == "metadata")
        {
            Assert.Equal("input_modified", (string?)Assert.Single(third["reasons"]!.AsArray())!["code"]);
        }
    }

    [Fact]
    public void Whose_files_are_is_told_where_it_is_asked_and_another_owner_is_a_reason()
    {
        Assert.SkipUnless(Shell("id -u").Trim() == "0", "Only root gives files away.");
        WriteTree();
        Shell("chown 0:0 tree/old.txt; chown 3999999999:3999999998 tree/src/one.cs");
        WriteJob("owners: true");
        RunJob();
        RunJob();
        Assert.Equal("reused", (string?)RunJob()["origin"]);
        string root = Shell("id -gn root").Trim();
        Assert.Equal(
            [$"tree/old.txt root {root}", "tree/src/hard.cs 3999999999 3999999998"],
            Read()["files"]!.AsArray().Where(row => (string)row!["path"]! is "tree/old.txt" or "tree/src/hard.cs")
                .Select(row => $"{row!["path"]} {row["owner"]} {row["group"]}"));

        Shell("chown 12345 tree/old.txt");
        Assert.Equal("metadata", (string?)RunJob()["reasons"]![0]!["part"]);
        Assert.Contains("12345", Read()["files"]!.AsArray().Select(row => (string?)row!["owner"]));
    }

    [Fact]
    public void A_gap_is_told_in_every_form_and_such_a_report_is_never_taken_again()
    {
        Shell("mkdir tree; mkfifo tree/pipe; printf x > tree/x");
        WriteJobAs("csv", []);
        RunJob();
        RunJob();

        JsonNode third = RunJob();
        Assert.Equal(("fresh", "not_reusable"), ((string?)third["origin"], (string?)third["reasons"]![0]!["code"]));
        Assert.Contains("tree/pipe,notSeen,,,,", File.ReadAllLines(folder["exports/reports/inventory.csv"]));
        Assert.Equal("pipe", (string?)Read((string)third["run"]!)["coverage"]!["gaps"]![0]!["reason"]);
    }

    [Fact]
    public void Without_the_list_the_table_of_the_csv_form_is_that_of_the_folders()
    {
        WriteTree();
        Shell("mkfifo tree/pipe");
        WriteJobAs("csv", ["list: false", "depth: 2"]);
        RunJob();

        string[] lines = File.ReadAllLines(folder["exports/reports/inventory.csv"]);
        Assert.Equal("Path,Files,Links,Folders,Bytes", lines[0]);
        Assert.Equal(
            [".", "tree", "tree/docs", "tree/src", "tree/pipe"], lines[1..].Select(line => line.Split(',')[0]));
    }

    [Fact]
    public void The_same_files_give_the_same_report_wherever_they_are_and_whoever_looks()
    {
        WriteTree();
        WriteJob("modes: true", "times: true");
        RunJob();
        string first = File.ReadAllText(folder["exports/reports/inventory.json"]);
        using var other = new TemporaryFolder();
        Shell($"cp -a tree config {other.Root}");
        CommandLine.Run(other.Root, "jobs", "run", "inventory");

        Assert.Equal(first, File.ReadAllText(other["exports/reports/inventory.json"]));
    }

    [Fact]
    public void A_terminal_is_told_how_much_there_is()
    {
        WriteTree();
        WriteJob();

        string shown = CommandLine.RunOnTerminal(folder.Root, "jobs", "run", "inventory").Output;
        Assert.StartsWith(
            "inventory: ok, 10 files, 2,062 bytes, 2 duplicates, 1 left out, 4 folders, 1 link\n", shown,
            StringComparison.Ordinal);
    }

    private void WriteTree() => Shell(
        """
        umask 022
        mkdir -p tree/docs tree/src/a tree/empty
        cd tree
        printf 'A guide.\n' > docs/guide.md
        ln -s ../src docs/link
        printf 1 > old.txt
        printf 'one\n' > src/one.cs
        cp src/one.cs src/a/b.cs
        cp src/one.cs src/a/C.CS
        ln src/one.cs src/hard.cs
        head -c 2000 /dev/zero > data.tar.gz
        printf '#!/bin/sh\nexit\n' > run; chmod 755 run
        : > .gitignore
        head -c 19 /dev/zero > 'no.extension here'
        """);

    private void WriteJob(params string[] arguments) => WriteJobAs("json", arguments);

    private void WriteJobAs(string format, string[] arguments) => folder.Write(
        "config/jobs.yaml",
        $$"""
        jobs:
          inventory:
            output: {format: {{format}}}
            action:
              type: report.inventory
              args:
                exclude: [/config/]
                {{string.Join("\n        ", arguments)}}
          other:
            action:
              type: report.changed_since
              args: {since: last-run}

        """);

    private JsonNode RunJob() => CommandLine.Run(folder.Root, "jobs", "run", "inventory").Json;

    private JsonNode Read() => JsonNode.Parse(File.ReadAllText(folder["exports/reports/inventory.json"]))!;

    private JsonNode Read(string run) => CommandLine.Run(folder.Root, "report", run, "--format", "json").Json;

    private JsonNode RunAndRead()
    {
        RunJob();
        return Read();
    }

    private string[] Words(string script) =>
        Shell(script).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private string Shell(string script)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", script])
        {
            WorkingDirectory = folder.Root,
            RedirectStandardOutput = true,
        };
        using Process shell = Process.Start(start)!;
        string output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return output;
    }
}
