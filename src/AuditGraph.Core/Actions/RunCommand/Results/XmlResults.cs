using System.Globalization;
using System.Text;
using System.Xml;

namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>
/// Goes through XML from outside, element by element: without document types, so without entities and anything that is
/// fetched, and however deep it nests.
/// </summary>
internal static class XmlResults
{
    // A message is told by its first line.
    private const int LongestText = 64 * 1024;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        MaxCharactersInDocument = 0,
    };

    /// <summary>Reads tests.</summary>
    /// <param name="content">The text.</param>
    /// <param name="pile">Where what they found goes.</param>
    /// <param name="form">The form, for the mistake.</param>
    /// <param name="roots">The elements that a text of the form may be.</param>
    /// <param name="element">The element that a test is.</param>
    /// <param name="readTest">Reads a test, at whose element the reader stands.</param>
    /// <exception cref="FormatException">It is no XML, or not of the form; the message says where.</exception>
    public static void ReadTests(
        ReadOnlyMemory<byte> content,
        ResultPile pile,
        string form,
        string[] roots,
        string element,
        Func<XmlReader, TestCase> readTest)
    {
        var tests = new TestFindings(pile);
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        using var reader = XmlReader.Create(stream, Settings);
        try
        {
            reader.MoveToContent();
            if (!roots.Contains(reader.LocalName))
            {
                throw new FormatException(
                    $"'{ForeignText.FirstLine(reader.LocalName)}' is the first element, where {form} has "
                    + $"'{string.Join("' or '", roots)}'.");
            }

            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element && reader.LocalName == element)
                {
                    tests.Add(readTest(reader));
                }
            }
        }
        catch (XmlException malformed)
        {
            throw new FormatException($"it is no XML: {ForeignText.FirstLine(malformed.Message)}", malformed);
        }
        catch (FormatException mistake) when (reader is IXmlLineInfo { LineNumber: > 0 } place)
        {
            throw new FormatException(
                FormattableString.Invariant($"line {place.LineNumber}, column {place.LinePosition}: {mistake.Message}"),
                mistake);
        }

        tests.Finish();
    }

    /// <summary>An attribute that is a whole number; null where it is none.</summary>
    public static int? Number(XmlReader reader, string name) =>
        int.TryParse(reader.GetAttribute(name), CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : null;

    /// <summary>
    /// The text of the element at which the reader stands, of it and of all below it; the reader ends behind it.
    /// </summary>
    public static string TextOf(XmlReader reader)
    {
        using XmlReader inner = reader.ReadSubtree();
        var text = new StringBuilder();
        while (inner.Read())
        {
            bool isText = inner.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace
                or XmlNodeType.SignificantWhitespace;
            if (isText && text.Length < LongestText)
            {
                text.Append(inner.Value);
            }
        }

        return text.ToString();
    }
}
