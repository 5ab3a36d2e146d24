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

    /// <summary>Reads a text, and tells where it is not as it should be.</summary>
    /// <param name="content">The text.</param>
    /// <param name="read">Reads it.</param>
    /// <exception cref="FormatException">
    /// It is no XML, or <paramref name="read"/> says that it is not as it should be.
    /// </exception>
    public static void Read(ReadOnlyMemory<byte> content, Action<XmlReader> read)
    {
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        using var reader = XmlReader.Create(stream, Settings);
        try
        {
            read(reader);
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
    }

    /// <summary>Goes to the first element.</summary>
    /// <exception cref="FormatException">It is another one than some form has.</exception>
    public static void ExpectRoot(XmlReader reader, string form, string name, string otherName)
    {
        reader.MoveToContent();
        if (reader.LocalName != name && reader.LocalName != otherName)
        {
            throw new FormatException(
                $"'{ForeignText.FirstLine(reader.LocalName)}' is the first element, where {form} has '{name}' or "
                + $"'{otherName}'.");
        }
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
