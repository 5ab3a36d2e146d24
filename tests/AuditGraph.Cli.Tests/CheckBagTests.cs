using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace AuditGraph.Cli.Tests;

/// <summary>
/// What <c>check.manifest</c> finds in bags: the cases of the conformance suite of BagIt and of RFC 8493.
/// </summary>
public sealed class CheckBagTests : IDisposable
{
    private const string Declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

    private static readonly string A = Hash("a");

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>
    /// What is written over a bag that is in order (a file without content is taken away), and what is found.
    /// </summary>
    public static TheoryData<string, (string File, string Text)[], string[]> Cases => new()
    {
        { "in order", [], [] },
        { "of an earlier version", [("bagit.txt", Declaration.Replace("1.0", "0.97", StringComparison.Ordinal))], [] },
        {
            "lines that end with CR LF",
            [
                ("bagit.txt", Declaration.Replace("\n", "\r\n", StringComparison.Ordinal)),
                ("manifest-sha256.txt", $"{A}  data/a\r\n"),
            ],
            []
        },
        {
            "lines that end with CR",
            [
                ("bagit.txt", Declaration.Replace("\n", "\r", StringComparison.Ordinal)),
                ("manifest-sha256.txt", $"{A}  data/a\r"),
            ],
            []
        },
        { "made with md5sum's kin", [("manifest-sha256.txt", $"{A} *data/a\n")], [] },
        { "names that begin with ./", [("manifest-sha256.txt", $"{A}  ./data/a\n")], [] },
        { "a tab before the name", [("manifest-sha256.txt", $"{A}\tdata/a\n")], [] },
        { "hashes in capital letters", [("manifest-sha256.txt", $"{A.ToUpperInvariant()}  data/a\n")], [] },
        { "a hidden file", [("data/.hidden", "a"), ("manifest-sha256.txt", $"{A}  data/a\n{A}  data/.hidden\n")], [] },
        {
            "names that are encoded",
            [
                ("data/100%", "a"),
                ("data/l\nf", "a"),
                ("manifest-sha256.txt", $"{A}  data/a\n{A}  data/100%25\n{A}  data/l%0af\n"),
            ],
            []
        },
        { "two manifests", [("manifest-md5.txt", "0cc175b9c0f1b6a831c399e269772661  data/a\n")], [] },
        {
            "tag files",
            [
                ("bag-info.txt", "Source-Organization: x\n"),
                ("tagmanifest-sha256.txt", $"{Hash(Declaration)}  bagit.txt\n"),
            ],
            []
        },
        { "no declaration", [("bagit.txt", "")], ["manifest.bag "] },
        { "a mark before the declaration", [("bagit.txt", "\ufeff" + Declaration)], ["manifest.bag bagit.txt:1"] },
        { "a declaration without its encoding", [("bagit.txt", "BagIt-Version: 1.0\n")], ["manifest.bag bagit.txt:2"] },
        {
            "a declaration in another encoding",
            [("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: ISO-8859-1\n")],
            ["manifest.bag bagit.txt:2"]
        },
        {
            "a declaration with spaces",
            [("bagit.txt", "BagIt-Version : 1.0\nTag-File-Character-Encoding: UTF-8\n")],
            ["manifest.bag bagit.txt:1"]
        },
        { "a declaration with more lines", [("bagit.txt", Declaration + "x\n")], ["manifest.bag bagit.txt:3"] },
        { "no manifest", [("manifest-sha256.txt", "")], ["manifest.added data/a", "manifest.bag "] },
        { "a file that is not named", [("data/b", "b")], ["manifest.added data/b"] },
        { "a file that is missing", [("data/a", "")], ["manifest.missing data/a"] },
        { "a file that is damaged", [("data/a", "b")], ["manifest.changed data/a"] },
        {
            "a tag file that is damaged",
            [("tagmanifest-sha256.txt", $"{A}  bagit.txt\n")],
            ["manifest.changed bagit.txt"]
        },
        {
            "one name with one hash twice",
            [("manifest-sha256.txt", $"{A}  data/a\n{A}  data/a\n")],
            ["manifest.repeated manifest-sha256.txt:2"]
        },
        {
            "one name with two hashes", [("manifest-sha256.txt", $"{A}  data/a\n{Hash("b")}  data/a\n")],
            ["manifest.contradiction manifest-sha256.txt:2", "manifest.repeated manifest-sha256.txt:2"]
        },
        {
            "a manifest that names less",
            [
                ("manifest-md5.txt", ""),
                ("data/b", "b"),
                ("manifest-sha512.txt", Hash512("a") + "  data/a\n"),
                ("manifest-sha256.txt", $"{A}  data/a\n{Hash("b")}  data/b\n"),
            ],
            ["manifest.bag manifest-sha512.txt"]
        },
        {
            "no payload",
            [("x", "a"), ("manifest-sha256.txt", $"{A}  data/a\n{A}  x\n")],
            ["manifest.bag manifest-sha256.txt:2"]
        },
        {
            "payload among the tag files",
            [("tagmanifest-sha256.txt", $"{A}  data/a\n")],
            ["manifest.bag tagmanifest-sha256.txt:1"]
        },
        {
            "out of the bag",
            [("manifest-sha256.txt", $"{A}  data/a\n{A}  data/../../x\n")],
            ["manifest.outside manifest-sha256.txt:2"]
        },
        {
            "from the root",
            [("manifest-sha256.txt", $"{A}  data/a\n{A}  /etc/passwd\n")],
            ["manifest.outside manifest-sha256.txt:2"]
        },
        {
            "from a home",
            [("manifest-sha256.txt", $"{A}  data/a\n{A}  ~/x\n")],
            ["manifest.outside manifest-sha256.txt:2"]
        },
        {
            "from a drive",
            [("manifest-sha256.txt", $"{A}  data/a\n{A}  C:\\x\n")],
            ["manifest.outside manifest-sha256.txt:2"]
        },
        {
            "a line that is none",
            [("manifest-sha256.txt", $"{A}  data/a\n{A}\n")],
            ["manifest.malformed manifest-sha256.txt:2"]
        },
        {
            "a hash that is too short",
            [("manifest-sha256.txt", $"{A[2..]}  data/a\n")],
            ["manifest.added data/a", "manifest.malformed manifest-sha256.txt:1"]
        },
        {
            "what is to be fetched",
            [("data/a", ""), ("fetch.txt", "https://example.org/a 1 data/a\n")],
            ["manifest.missing data/a"]
        },
        { "what is fetched already", [("fetch.txt", "https://example.org/a - data/a\n")], [] },
        {
            "what is to be fetched and not named",
            [("fetch.txt", "https://example.org/b 1 data/b\n")],
            ["manifest.bag fetch.txt:1"]
        },
        {
            "what is to be fetched out of the bag",
            [("fetch.txt", "https://example.org/b 1 ../b\n")],
            ["manifest.outside fetch.txt:1"]
        },
        { "a line of fetch.txt that is none", [("fetch.txt", "data/a\n")], ["manifest.malformed fetch.txt:1"] },
        {
            "names in two normal forms",
            [
                ("data/\u00e9", "a"),
                ("data/e\u0301", "a"),
                ("manifest-sha256.txt", $"{A}  data/a\n{A}  data/\u00e9\n{A}  data/e\u0301\n"),
            ],
            ["manifest.twin data/é"]
        },
    };

    [Fact]
    public void A_bag_is_in_order_or_what_is_wrong_is_found()
    {
        // All in one run: a job for each.
        var jobs = new StringBuilder("jobs:\n");
        int number = 0;
        foreach (TheoryDataRow<string, (string File, string Text)[], string[]> row in Cases)
        {
            string bag = $"bags/{number}";
            (string, string)[] standard =
            [
                ("bagit.txt", Declaration),
                ("data/a", "a"),
                ("manifest-sha256.txt", $"{A}  data/a\n"),
            ];
            foreach ((string file, string text) in standard.Concat(row.Data.Item2))
            {
                folder.Write($"{bag}/{file}", text);
                if (text.Length == 0)
                {
                    File.Delete(folder[$"{bag}/{file}"]);
                }
            }

            string named = File.Exists(folder[$"{bag}/bagit.txt"]) ? "bagit.txt" : "manifest-sha256.txt";
            jobs.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"  j{number:00}: {{action: {{type: check.manifest, args: {{manifest: {bag}/{named}, form: bagit}}}}, "
                    + $"output: {{format: json}}}}\n");
            number++;
        }

        folder.Write("config/jobs.yaml", jobs.ToString());
        CommandLine.Run(folder.Root, "jobs", "run", "--all");

        Assert.Equal(
            Cases.Select(row => $"{row.Data.Item1}: {string.Join(", ", row.Data.Item3)}"),
            Cases.Select((row, index) => $"{row.Data.Item1}: {string.Join(", ", FindingsOf(index))}"));
    }

    [Fact]
    public void A_manifest_by_an_algorithm_that_is_not_known_is_not_as_if_all_were_well()
    {
        folder.Write("bagit.txt", Declaration);
        folder.Write("data/a", "a");
        folder.Write("manifest-whirlpool.txt", "abc  data/a\n");
        folder.Write(
            "config/jobs.yaml",
            "jobs: {j00: {action: {type: check.manifest, args: {manifest: bagit.txt}}, output: {format: json}}}\n");
        CommandLine.Run(folder.Root, "jobs", "run", "j00");

        Assert.Equal(
            "1 hash by whirlpool cannot be made here.",
            (string?)Assert.Single(ReportOf(0)["notChecked"]!.AsArray())!["reason"]);
        Assert.Equal("fail", (string?)ReportOf(0)["summary"]!["verdict"]);
    }

    private JsonNode ReportOf(int job) => JsonNode.Parse(File.ReadAllText(folder[$"exports/reports/j{job:00}.json"]))!;

    private IEnumerable<string> FindingsOf(int job) => ReportOf(job)["findings"]!.AsArray()
        .Select(finding => $"{finding!["rule"]} "
            + ((string?)finding["path"])?.Replace($"bags/{job}", "", StringComparison.Ordinal).TrimStart('/')
            + (finding["line"] is { } line ? $":{line}" : ""))
        .Order(StringComparer.Ordinal);

    private static string Hash(string content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static string Hash512(string content) =>
        Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(content)));
}
