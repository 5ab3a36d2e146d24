using System.Text;
using System.Text.Json.Nodes;
using AuditGraph.Core.Actions.RunCommand.Protocol;
using AuditGraph.Core.Tests.Actions.RunCommand.Results;

namespace AuditGraph.Core.Tests.Actions.RunCommand.Protocol;

/// <summary>Holds the page that specifies the protocol to what it shows.</summary>
public sealed class ProtocolPageTests
{
    private static readonly string Page = File.ReadAllText(RepositoryFile.PathOf("docs/format/action-protocol.md"));

    [Fact]
    public void The_input_of_the_page_is_what_a_program_is_told() => Assert.Equal(
        Block("json vector=input"),
        Encoding.UTF8.GetString(ProtocolInput.Write(
            "licences", "/srv/work", JsonNode.Parse("""{"words":"SPDX-License-Identifier","suffixes":[".cs"]}""")!.AsObject())));

    [Fact]
    public void The_output_of_the_page_is_read()
    {
        ProtocolOutput output = new ProtocolReader(Reading.Places).Read(Encoding.UTF8.GetBytes(Block("jsonl vector=output")));
        Assert.Single(output.Found.Findings);
        Assert.Equal(3, output.Blocks.Count);
    }

    private static string Block(string info)
    {
        string begin = $"```{info}\n";
        int start = Page.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return Page[start..Page.IndexOf("```", start, StringComparison.Ordinal)];
    }
}
