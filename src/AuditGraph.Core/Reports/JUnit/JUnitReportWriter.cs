using System.Globalization;
using System.Text;
using System.Xml;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Reports.Findings;

namespace AuditGraph.Core.Reports.JUnit;

/// <summary>
/// Writes what a check found as JUnit XML as Jenkins reads it: one suite, with a test case for each rule and file. It
/// says neither when nor where, so that the same findings are the same bytes.
/// </summary>
internal sealed class JUnitReportWriter : IReportWriter
{
    /// <inheritdoc/>
    public string Format => "junit";

    /// <inheritdoc/>
    public string Extension => "xml";

    /// <inheritdoc/>
    public bool IsOfFindings => true;

    /// <inheritdoc/>
    public void Write(ReportDocument report, Stream stream, CancellationToken cancellation)
    {
        FindingReport found = FindingReport.Read(report);
        IReadOnlyList<JUnitCase> cases = JUnitCase.Of(found);
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        }))
        {
            xml.WriteStartElement("testsuites");
            xml.WriteStartElement("testsuite");
            Write(xml, "name", found.Job);
            Write(xml, "tests", cases.Count);
            Write(xml, "failures", cases.Count(one => one.Outcome == JUnitOutcome.Failure));
            Write(xml, "errors", cases.Count(one => one.Outcome == JUnitOutcome.Error));
            Write(xml, "skipped", cases.Count(one => one.Outcome == JUnitOutcome.Skipped));
            Write(xml, found.Controls);
            foreach (JUnitCase one in cases)
            {
                cancellation.ThrowIfCancellationRequested();
                Write(xml, one);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        stream.WriteByte((byte)'\n');
    }

    private static void Write(XmlWriter xml, IReadOnlyList<string> controls)
    {
        if (controls.Count == 0)
        {
            return;
        }

        xml.WriteStartElement("properties");
        foreach (string control in controls)
        {
            xml.WriteStartElement("property");
            Write(xml, "name", "control");
            Write(xml, "value", control);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, JUnitCase one)
    {
        xml.WriteStartElement("testcase");
        Write(xml, "classname", one.ClassName);
        Write(xml, "name", one.Name);
        if (one.Outcome != JUnitOutcome.Passed)
        {
            xml.WriteStartElement(one.Outcome.ToString().ToLowerInvariant());
            if (one.Type is not null)
            {
                Write(xml, "type", one.Type);
            }

            Write(xml, "message", one.Message);
            xml.WriteString(TextOf(one.Lines));
            xml.WriteEndElement();
        }

        if (one.Remarks.Count > 0)
        {
            xml.WriteElementString("system-out", TextOf(one.Remarks));
        }

        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, string attribute, string value) =>
        xml.WriteAttributeString(attribute, DisplayText.Escape(value));

    private static void Write(XmlWriter xml, string attribute, int value) =>
        xml.WriteAttributeString(attribute, value.ToString(CultureInfo.InvariantCulture));

    // XML 1.0 has no way to say most control characters, not even escaped: they are shown.
    private static string TextOf(IEnumerable<string> lines) => string.Join('\n', lines.Select(DisplayText.Escape));
}
