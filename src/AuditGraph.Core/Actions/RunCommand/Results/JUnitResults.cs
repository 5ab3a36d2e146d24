using System.Xml;

namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>
/// Reads the XML of JUnit: <c>testcase</c> elements with a <c>failure</c>, <c>error</c> or <c>skipped</c> in them.
/// </summary>
internal static class JUnitResults
{
    /// <summary>Reads the results.</summary>
    /// <param name="content">The XML.</param>
    /// <param name="pile">Where they go.</param>
    /// <exception cref="FormatException">It is not of this form.</exception>
    public static void Read(ReadOnlyMemory<byte> content, ResultPile pile) =>
        XmlResults.ReadTests(content, pile, "JUnit", ["testsuites", "testsuite"], "testcase", ReadCase);

    private static TestCase ReadCase(XmlReader reader)
    {
        string name = reader.GetAttribute("name") ?? "";
        string? owner = reader.GetAttribute("classname");
        var test = new TestCase(
            string.IsNullOrEmpty(owner) ? name : $"{owner} › {name}", TestOutcome.Passed)
        {
            File = reader.GetAttribute("file"),
            Line = XmlResults.Number(reader, "line"),
        };
        if (reader.IsEmptyElement)
        {
            return test;
        }

        using XmlReader inner = reader.ReadSubtree();
        inner.Read();
        while (inner.Read())
        {
            TestOutcome outcome = inner.NodeType != XmlNodeType.Element ? TestOutcome.Passed : inner.LocalName switch
            {
                "failure" => TestOutcome.Failed,
                "error" => TestOutcome.Broken,
                "skipped" => TestOutcome.Skipped,
                _ => TestOutcome.Passed,
            };
            if (outcome != TestOutcome.Passed && test.Outcome == TestOutcome.Passed)
            {
                string? told = inner.GetAttribute("message");
                test = test with
                {
                    Outcome = outcome,
                    Message = string.IsNullOrWhiteSpace(told) ? XmlResults.TextOf(inner) : told,
                };
            }
        }

        return test;
    }
}
