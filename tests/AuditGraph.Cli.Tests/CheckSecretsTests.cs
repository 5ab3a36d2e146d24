using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

/// <summary>What <c>check.secrets</c> tells of secrets, and what it never does.</summary>
public sealed class CheckSecretsTests : IDisposable
{
    private const string KeyPath = ".pkg/profiles/default/secrets/fingerprint-key";

    private const string GitLab = "glpat-";

    // Drawn once, and no secret of anybody.
    private static readonly string Token = GitLab + Draw(1, 20);

    private static readonly string Password = "tQ9" + Draw(2, 12);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Nothing_of_a_secret_is_in_any_file_or_on_any_stream_in_any_form()
    {
        folder.Write(
            "a.env",
            $"TOKEN={Token}\nDB=postgres://app:{Password}@db/app\n# auditgraph:"
                + $"allow secrets.gitlab-token see {Token}\nX={Token}\n");
        folder.Write(
            "b.txt",
            $"auditgraph:" + $"allow secrets.gitlab-token\n{Token} auditgraph:"
                + $"allow secrets.{Token} {Password}\n");
        folder.Write(
            "config/jobs.yaml",
            "jobs:\n  secrets:\n    controls: [A.8.4]\n    action: {type: check.secrets, args: {entropy: true}}\n"
                + "    output:\n"
                + string.Concat(((string[])["md", "json", "csv", "html", "sarif", "junit", "oscal"])
                    .Select(format => $"      - {{format: {format}}}\n")));
        var told = new StringBuilder();
        foreach (string[] command in (string[][])
            [
                ["jobs", "run", "secrets", "--verbose"],
                ["findings"],
                ["jobs", "run", "secrets", "--force", "--verbose"],
                ["jobs", "plan", "secrets"],
            ])
        {
            foreach (CommandLine.Outcome outcome in (CommandLine.Outcome[])
                [CommandLine.Run(folder.Root, command), CommandLine.RunOnTerminal(folder.Root, command)])
            {
                told.Append(outcome.Output).Append(outcome.Error);
            }
        }

        byte[][] written = [.. BytesBelow(".pkg"), .. BytesBelow("exports"), Encoding.UTF8.GetBytes(told.ToString())];
        Assert.Contains(written, bytes => bytes.AsSpan().IndexOf("secrets.gitlab-token"u8) >= 0);
        foreach (byte[] trace in ((string[])[Token, Token[GitLab.Length..], Password]).SelectMany(TracesOf))
        {
            Assert.DoesNotContain(written, bytes => bytes.AsSpan().IndexOf(trace) >= 0);
        }

        // The search would find them where they are.
        Assert.All(TracesOf(Token), trace => Assert.True(BytesOf(Token).AsSpan().IndexOf(trace) >= 0));
    }

    [Fact]
    public void The_key_is_made_once_for_its_owner_alone_and_says_nothing_elsewhere()
    {
        folder.Write("a.env", Token);
        WriteJob();
        Assert.Equal(["new"], States());

        byte[] key = File.ReadAllBytes(folder[KeyPath]);
        Assert.Matches("^[0-9a-f]{64}$", Encoding.ASCII.GetString(key));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder[KeyPath]));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(folder[KeyPath])!));

        folder.Write("a.env", $"\n\n  token: {Token}\n");
        Assert.Equal(["unchanged"], States());
        Assert.Equal(key, File.ReadAllBytes(folder[KeyPath]));
        Assert.DoesNotContain(
            [.. BytesBelow(".pkg").Where(bytes => !bytes.AsSpan().SequenceEqual(key)), .. BytesBelow("exports")],
            bytes => bytes.AsSpan().IndexOf(key) >= 0
                || bytes.AsSpan().IndexOf(Convert.FromHexString(Encoding.ASCII.GetString(key))) >= 0);

        folder.Write("a.env", Token[..^1] + (Token[^1] == 'a' ? 'b' : 'a'));
        Assert.Equal(["absent", "new"], States());
    }

    [Fact]
    public void Without_its_key_nothing_is_known_and_the_report_is_made_anew()
    {
        folder.Write("a.env", Token);
        WriteJob();
        RunJob();

        // What was new is new no more.
        RunJob();
        Assert.Equal("reused", (string?)RunJob()["origin"]);

        File.Delete(folder[KeyPath]);
        JsonNode run = RunJob();
        Assert.Equal(("fresh", "keys"), ((string?)run["origin"], (string?)run["reasons"]![0]!["part"]));
        Assert.Equal(["absent", "new"], StatesOf(run));
    }

    [Theory]
    [InlineData("exposed", "PrivateFileExposed")]
    [InlineData("folder", "PrivateFileExposed")]
    [InlineData("damaged", "ReadFailed")]
    [InlineData("long", "ReadFailed")]
    [InlineData("link", "ReadFailed")]
    public void A_key_that_is_not_as_it_was_made_stops_the_run(string harm, string error)
    {
        folder.Write("a.env", Token);
        WriteJob();
        RunJob();
        string key = folder[KeyPath];
        switch (harm)
        {
            case "exposed": File.SetUnixFileMode(key, File.GetUnixFileMode(key) | UnixFileMode.GroupRead); break;
            case "folder":
                File.SetUnixFileMode(
                    Path.GetDirectoryName(key)!,
                    File.GetUnixFileMode(Path.GetDirectoryName(key)!) | UnixFileMode.OtherRead);
                break;
            case "damaged": File.WriteAllText(key, new string('g', 64)); break;
            case "long": File.WriteAllText(key, new string('a', 1000)); break;
            default: File.Move(key, folder["elsewhere"]); File.CreateSymbolicLink(key, folder["elsewhere"]); break;
        }

        CommandLine.Outcome outcome = CommandLine.Run(folder.Root, "jobs", "run", "secrets", "--force");
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains(error, outcome.Output + outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_looked_at_and_what_is_not_is_counted()
    {
        folder.Write("a.txt", Token);
        File.WriteAllBytes(
            folder["utf16.txt"], [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes($"\n{Token}")]);
        folder.Write("binary.bin", $"\0{Token}");
        folder.Write("large.txt", $"{Token}\n{new string(' ', 200)}");
        folder.Write(
            "yarn.lock", $"resolved \"https://ben:{Password}@npm.internal/a\"\npassword: \"{Draw(5, 30)}7\"\n");
        folder.Write(".netrc", $"machine h login ben password {Password}");
        folder.Write("other", $"machine h login ben password {Password}");
        File.CreateSymbolicLink(folder["link.txt"], "a.txt");
        WriteJob("max_bytes: 200", "entropy: true");

        Assert.Equal(
            [
                ".netrc 1:30 secrets.netrc-password",
                "a.txt 1:1 secrets.gitlab-token",
                "utf16.txt 2:1 secrets.gitlab-token",
                "yarn.lock 1:23 secrets.url-credentials",
            ],
            Found());
        Assert.Equal((5, 1), ((long)Report()["lookedAt"]!["files"]!, (long)Report()["lookedAt"]!["locks"]!));
        Assert.Equal(
            ["binary 1 27", "larger than max_bytes 1 227"],
            Report()["notLookedAt"]!.AsArray().Select(row => $"{row!["reason"]} {row["files"]} {row["bytes"]}"));
    }

    [Theory]
    [InlineData("entropy: false", "secrets.gitlab-token")]
    [InlineData("entropy: true", "secrets.generic-secret secrets.gitlab-token")]
    [InlineData("rules: secrets.generic-secret", "secrets.generic-secret")]
    [InlineData("rules: [secrets.jwt]", "")]
    [InlineData("rules: [secrets.jwt]\n        entropy: true", "secrets.generic-secret")]
    [InlineData("skip_rules: [secrets.gitlab-token]", "")]
    [InlineData("skip_rules: secrets.generic-secret\n        entropy: true", "secrets.gitlab-token")]
    public void The_arguments_say_which_rules_there_are(string argument, string rules)
    {
        folder.Write("a.txt", $"{Token}\nclient_secret = \"{Draw(5, 30)}7\"\n");
        WriteJob(argument.Split("\n        "));
        Assert.Equal(rules, string.Join(' ', Found().Select(one => one.Split(' ')[2]).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_content_that_is_known_is_not_read_again()
    {
        folder.Write("a.txt", Token);
        folder.Write("copy.txt", Token);
        folder.Write("none.txt", "nothing");
        folder.Write("huge.txt", $"{new string('\n', 1 << 20)}{Token}");
        WriteJob();
        Assert.Equal("4 files", ReadsOfRun(atMost: 4));
        Assert.Equal("0 files", ReadsOfRun());
        string report = File.ReadAllText(folder["exports/reports/secrets.json"]);
        Assert.Equal(3, Found().Length);

        folder.Write("none.txt", "something else");
        Assert.Equal("1 file", ReadsOfRun());
        folder.Write("none.txt", "nothing");
        Directory.Delete(folder[".pkg/profiles/default/cache"], recursive: true);
        ReadsOfRun();
        Assert.Equal(report, File.ReadAllText(folder["exports/reports/secrets.json"]));
        WriteJob("skip_rules: secrets.jwt");
        Assert.Equal("4 files", ReadsOfRun(atMost: 4));
    }

    [Fact]
    public void What_cannot_be_looked_at_is_told()
    {
        folder.Write("a.txt", "nothing");
        Process.Start("mkfifo", folder["pipe"]).WaitForExit();
        WriteJob("on_unreadable: warn");
        Assert.Empty(Found());
        Assert.Equal("warn", (string?)Report()["summary"]!["verdict"]);
        Assert.Equal("pipe", (string?)Assert.Single(Report()["notChecked"]!.AsArray())!["path"]);

        File.Delete(folder["pipe"]);
        folder.Write("a.txt", "\0");
        Found();
        Assert.Equal(
            "There is no text file to look at.",
            (string?)Assert.Single(Report()["notChecked"]!.AsArray())!["reason"]);

        folder.Write(
            "a.txt",
            string.Concat(Enumerable.Range(0, 1200).Select(number => $"{GitLab}{Draw(number, 20)}\n")));
        Assert.Equal(1000, Found().Length);
        Assert.Equal(
            "Of its 1,200 findings only the first 1,000 are listed.",
            (string?)Report()["notChecked"]![0]!["reason"]);
    }

    [Theory]
    [MemberData(nameof(GoldenReport.FormatsOfChecks), MemberType = typeof(GoldenReport))]
    public void The_report_is_as_it_was_approved(string format)
    {
        // Under another key the fingerprints would be others.
        folder.Write(KeyPath, new string('0', 64));
        File.SetUnixFileMode(folder[KeyPath], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.SetUnixFileMode(
            Path.GetDirectoryName(folder[KeyPath])!,
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        folder.Write("src/a.env", $"TOKEN={Token}\nDB=postgres://app:{Password}@db/app\n");
        folder.Write(
            "src/b.txt",
            $"{Token} # auditgraph:" + $"allow secrets.gitlab-token a token of a test\n# auditgraph:"
                + "allow secrets.jwt\n");
        folder.Write("src/c.bin", "\0");
        WriteJob("exclude: [config/]");
        folder.Write(
            "config/jobs.yaml",
            File.ReadAllText(folder["config/jobs.yaml"])
                .Replace("output:", "controls: [A.8.4]\n    output:", StringComparison.Ordinal));
        string run = (string)RunJob()["run"]!;

        GoldenReport.AssertIsCurrent("check-secrets", folder.Root, run, format);
    }

    private static string Draw(int seed, int count)
    {
        var random = new Random(seed);
        return string.Concat(Enumerable.Range(0, count).Select(
            _ => "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghjkmnpqrstuvwxyz23456789"[random.Next(54)]));
    }

    private static IEnumerable<byte[]> TracesOf(string secret)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(secret);
        string hex = Convert.ToHexStringLower(utf8);
        string[] texts =
        [
            secret,
            hex,
            hex.ToUpperInvariant(),
            string.Concat(secret.Select(unit => $"%{(int)unit:X2}")),
            string.Concat(secret.Select(unit => $"\\u{(int)unit:x4}")),
            new([.. secret.Reverse()]),
            .. Enumerable.Range(0, 3).Select(shift => InnerBase64(utf8, shift)),
        ];
        byte[][] hashes = [SHA256.HashData(utf8), SHA384.HashData(utf8), SHA512.HashData(utf8)];
        return
        [
            .. texts.Select(Encoding.UTF8.GetBytes),
            Encoding.Unicode.GetBytes(secret),
            Encoding.BigEndianUnicode.GetBytes(secret),
            .. hashes,
            .. hashes.Select(hash => Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash))),
            .. hashes.Select(hash => Encoding.ASCII.GetBytes(Convert.ToBase64String(hash)[..^3])),
        ];
    }

    // What stands in base64 for bytes whatever stands before and behind them, when so many come before.
    private static string InnerBase64(byte[] bytes, int before) =>
        Convert.ToBase64String([.. new byte[before], .. bytes])[(before == 0 ? 0 : 4)..^4];

    // All that is searched for, to try the search itself.
    private static byte[] BytesOf(string secret) => [.. TracesOf(secret).SelectMany(trace => trace)];

    private IEnumerable<byte[]> BytesBelow(string path)
    {
        foreach (string file in Directory.EnumerateFiles(
            folder[path], "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }))
        {
            byte[] bytes = File.ReadAllBytes(file);
            yield return bytes;
            if (bytes is [0x1f, 0x8b, ..])
            {
                var inside = new MemoryStream();
                using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
                packed.CopyTo(inside);
                yield return inside.ToArray();
            }
        }
    }

    private void WriteJob(params string[] arguments)
    {
        bool excludes = arguments.Any(line => line.StartsWith("exclude", StringComparison.Ordinal));
        string[] all = excludes ? arguments : [.. arguments, "exclude: [config/]"];
        folder.Write(
            "config/jobs.yaml",
            $$"""
            jobs:
              secrets:
                output: {format: json}
                action:
                  type: check.secrets
                  args:
                    {{string.Join("\n        ", all)}}

            """);
    }

    private JsonNode RunJob() => CommandLine.Run(folder.Root, "jobs", "run", "secrets").Json;

    private string[] States() => StatesOf(RunJob());

    private string[] StatesOf(JsonNode run) =>
        [.. CommandLine.Run(folder.Root, "findings", (string)run["run"]!).Json["findings"]!.AsArray()
            .Select(finding => (string)finding!["state"]!)
            .Order(StringComparer.Ordinal)];

    private string[] Found()
    {
        RunJob();
        return
        [
            .. Report()["findings"]!.AsArray()
                .Where(finding => (string)finding!["state"]! != "absent")
                .Select(finding => $"{finding!["path"]} {finding["line"]}:{finding["column"]} {finding["rule"]}")
                .Order(StringComparer.Ordinal),
        ];
    }

    private JsonNode Report() => JsonNode.Parse(File.ReadAllText(folder["exports/reports/secrets.json"]))!;

    // Of what several files hold either or both are read, as the threads of the scan come.
    private string ReadsOfRun(int atMost = 0)
    {
        string told = CommandLine.Run(folder.Root, "jobs", "run", "secrets", "--force", "--verbose").Error;
        int start = told.IndexOf("Read ", StringComparison.Ordinal) + "Read ".Length;
        string read = told[start..told.IndexOf(" of ", start, StringComparison.Ordinal)];
        return atMost > 0 && read == $"{atMost - 1} files" ? $"{atMost} files" : read;
    }
}
