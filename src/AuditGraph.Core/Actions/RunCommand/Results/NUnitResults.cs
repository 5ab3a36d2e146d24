using System.Xml;

namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>Reads the XML of NUnit 2.5 and of NUnit 3: <c>test-case</c> elements with a <c>result</c>.</summary>
internal static class NUnitResults
{
    /// <summary>Reads the results.</summary>
    /// <param name="content">The XML.</param>
    /// <param name="pile">Where they go.</param>
    /// <exception cref="FormatException">It is not of this form.</exception>
    public static void Read(ReadOnlyMemory<byte> content, ResultPile pile) =>
        XmlResults.ReadTests(content, pile, "NUnit", ["test-results", "test-run"], "test-case", ReadCase);

    private static TestCase ReadCase(XmlReader reader)
    {
        string result = reader.GetAttribute("result") ?? throw new FormatException("a 'test-case' has no 'result'.");
        string name = reader.GetAttribute("fullname") ?? reader.GetAttribute("name") ?? "";
        var test = new TestCase(name, OutcomeOf(result, reader.GetAttribute("label")));
        if (reader.IsEmptyElement)
        {
            return test;
        }

        using XmlReader inner = reader.ReadSubtree();
        inner.Read();
        while (inner.Read())
        {
            if (inner.NodeType == XmlNodeType.Element && inner.LocalName == "message" && test.Message is null)
            {
                test = test with { Message = XmlResults.TextOf(inner) };
            }
        }

        return test;
    }

    private static TestOutcome OutcomeOf(string result, string? label) => result switch
    {
        "Passed" or "Success" or "Warning" => TestOutcome.Passed,
        "Failed" or "Failure" => label is "Error" or "Invalid" ? TestOutcome.Broken : TestOutcome.Failed,
        "Error" or "NotRunnable" or "Cancelled" => TestOutcome.Broken,
        "Skipped" or "Ignored" or "Inconclusive" => TestOutcome.Skipped,
        _ => throw new FormatException(
            $"a 'test-case' has the result '{ForeignText.FirstLine(result)}', which NUnit does not know."),
    };
}
