namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>Reads what a program says that it found, in any of the forms that are known.</summary>
internal static class CommandResults
{
    /// <summary>Reads the results.</summary>
    /// <param name="format">Their form.</param>
    /// <param name="content">All of them, in UTF-8 (XML: in the encoding that it declares).</param>
    /// <param name="places">Tells which file of the workspace is meant.</param>
    /// <exception cref="FormatException">They are not of that form; the message says where and why.</exception>
    public static CommandFindings Read(ResultFormat format, ReadOnlyMemory<byte> content, ResultPlaces places)
    {
        var pile = new ResultPile(places);
        switch (format)
        {
            case ResultFormat.Sarif:
                new SarifResults(pile).Read(content);
                break;
            case ResultFormat.JUnit:
                JUnitResults.Read(content, pile);
                break;
            case ResultFormat.NUnit:
                NUnitResults.Read(content, pile);
                break;
            default:
                JsonResults.Read(content, pile);
                break;
        }

        return pile.Finish();
    }
}
