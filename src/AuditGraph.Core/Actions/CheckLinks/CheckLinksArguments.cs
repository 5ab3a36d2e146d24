using AuditGraph.Core.Actions.Links;
using AuditGraph.Core.Actions.Parameters;

namespace AuditGraph.Core.Actions.CheckLinks;

/// <summary>The arguments of <c>check.links</c>.</summary>
/// <param name="Links">Which links are followed, and what counts as led somewhere.</param>
/// <param name="OnUnreadable">The verdict, at least, where something could not be looked at.</param>
/// <param name="OnEmpty">
/// The verdict, at least, where there is no file to look at; none where that means nothing.
/// </param>
/// <param name="Scan">What is looked at.</param>
internal sealed record CheckLinksArguments(
    LinkQuestion Links, AuditVerdict OnUnreadable, AuditVerdict OnEmpty, ScanRequest Scan)
{
    /// <summary>Reads complete and valid arguments.</summary>
    public static CheckLinksArguments Read(ValueMap<object?> arguments) => new(
        LinkQuestion.Read(arguments),
        CheckParameters.ReadOnUnreadable(arguments),
        CheckParameters.ReadOnEmpty(arguments),
        ScanParameters.Read(arguments));
}
