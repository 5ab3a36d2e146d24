using System.Text;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Tests.Execution;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Tests.Configuration;

/// <summary>A waiver is added to its file, of which nothing else changes.</summary>
public sealed class WaiverEditorTests : IDisposable
{
    private static readonly AuditWaiver Added = new()
    {
        Rule = "files.missing",
        Path = "docs/**",
        Reason = "it comes: later",
        Owner = "ada",
        Expires = new DateOnly(2027, 1, 31),
    };

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Makes_the_file_where_there_is_none()
    {
        Editor().Add(Added);

        Assert.EndsWith(
            "version: 1\nwaivers:\n  - rule: files.missing\n    path: docs/**\n    reason: \"it comes: later\"\n    owner: ada\n    expires: 2027-01-31\n",
            File.ReadAllText(folder["config/waivers.yaml"]), StringComparison.Ordinal);
        Assert.Equal([Added], WaiversDescription.Load(folder.Root));
    }

    // Where the file says «», the waiver is put.
    [Theory]
    [InlineData("«waivers:\n  BLOCK»")]
    [InlineData("# only words\n«waivers:\n  BLOCK»")]
    [InlineData("version: 1 # one\n«waivers:\n  BLOCK»")]
    [InlineData("version: 1«\nwaivers:\n  BLOCK»")]
    [InlineData("waivers: # none yet\n«  BLOCK»# the end\n")]
    [InlineData("waivers:\n- {rule: a, path: x, reason: r, owner: o, expires: 2027-01-31} # mine\n«BLOCK»\n# the end\n")]
    [InlineData("waivers:\n    - rule: a\n      path: x\n      owner: o\n      expires: 2027-01-31\n      reason: |\n        two\n        lines\n«    BLOCK»version: 1\n")]
    [InlineData("waivers: [«FLOW»]\n")]
    [InlineData("waivers: [ {rule: a, path: x, reason: r, owner: o, expires: 2027-01-31}«, FLOW» ] # all\n")]
    [InlineData("{version: 1«, \"waivers\": [FLOW]»}\n")]
    public void Puts_it_behind_the_others_in_the_file_s_own_way(string marked)
    {
        foreach (string end in new[] { "\n", "\r\n" })
        {
            string indent = marked.Contains("\n    -", StringComparison.Ordinal) ? "    " : marked.Contains("«BLOCK", StringComparison.Ordinal) ? "" : "  ";
            string block = $"- rule: files.missing\n{indent}  path: docs/**\n{indent}  reason: \"it comes: later\"\n{indent}  owner: ada\n{indent}  expires: 2027-01-31\n";
            string flow = "{\"rule\": \"files.missing\", \"path\": \"docs/**\", \"reason\": \"it comes: later\", \"owner\": \"ada\", \"expires\": \"2027-01-31\"}";
            int start = marked.IndexOf('«', StringComparison.Ordinal);
            string before = (marked[..start] + marked[(marked.IndexOf('»', StringComparison.Ordinal) + 1)..]).Replace("\n", end, StringComparison.Ordinal);
            string after = marked.Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal)
                .Replace("BLOCK", block, StringComparison.Ordinal).Replace("FLOW", flow, StringComparison.Ordinal)
                .Replace("\n", end == "\r\n" && before.Contains("\r\n", StringComparison.Ordinal) ? end : "\n", StringComparison.Ordinal);
            folder.Write("config/waivers.yaml", before);

            Editor().Add(Added);

            Assert.Equal(after, File.ReadAllText(folder["config/waivers.yaml"]));
            Assert.Equal(Added, WaiversDescription.Load(folder.Root)[^1]);
        }
    }

    [Fact]
    public void Adds_to_json_what_is_json()
    {
        folder.Write("config/waivers.json", "{\n  \"waivers\": []\n}\n");

        Editor().Add(Added);
        Editor().Add(Added with { Path = "src/**", Reason = "\"quoted\"\tand\nbroken \\ ☃ 😀" });

        Assert.Equal(2, System.Text.Json.Nodes.JsonNode.Parse(File.ReadAllText(folder["config/waivers.json"]))!["waivers"]!.AsArray().Count);
        Assert.Equal("\"quoted\"\tand\nbroken \\ ☃ 😀", WaiversDescription.Load(folder.Root)[1].Reason);
    }

    [Theory]
    [InlineData("waivers:\n  - {rule: files.missing, path: docs/**, reason: r, owner: o, expires: 2027-01-31}\n", "an earlier waiver sets the same findings aside")]
    [InlineData("--- \nversion: 1\n...\n", "")]
    public void Leaves_a_file_alone_to_which_it_cannot_add(string text, string why)
    {
        folder.Write("config/waivers.yaml", text);

        AuditException failure = Assert.Throws<AuditWorkspaceException>(() => Editor().Add(Added));

        Assert.Equal("WaiverRefused", failure.Descriptor.Name);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(folder["config/waivers.yaml"]));
    }

    [Fact]
    public void Renews_what_has_expired()
    {
        folder.Write("config/waivers.yaml", "waivers:\n  - {rule: files.missing, path: docs/**, reason: r, owner: o, expires: 2020-01-31}\n");

        Editor().Add(Added);

        Assert.Equal(2, WaiversDescription.Load(folder.Root).Count);
    }

    [Fact]
    public void Refuses_what_is_no_waiver_and_keeps_the_permissions_of_the_file()
    {
        folder.Write("config/waivers.yaml", "\uFEFFwaivers:\n");
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead;
        File.SetUnixFileMode(folder["config/waivers.yaml"], mode);
        foreach (AuditWaiver wrong in new[] { Added with { Path = "../x" }, Added with { Owner = " " }, Added with { Expires = new DateOnly(2025, 1, 1) }, Added with { Rule = null, Path = null, Fingerprint = "abc" } })
        {
            Assert.Throws<AuditWorkspaceException>(() => Editor().Add(wrong));
        }

        Editor().Add(Added);

        Assert.Equal(mode, File.GetUnixFileMode(folder["config/waivers.yaml"]));
        Assert.Equal(Encoding.UTF8.GetBytes("\uFEFFwaivers:\n  - rule"), File.ReadAllBytes(folder["config/waivers.yaml"])[..20]);
    }

    private WaiverEditor Editor() => new(folder.Root, new Disk(), new ManualClock());
}
