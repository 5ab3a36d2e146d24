using System.Text.RegularExpressions;
using AuditGraph.Core.Actions.Parameters;

namespace AuditGraph.Core.Actions.CheckLinks;

/// <summary>The arguments of <c>check.links</c>.</summary>
/// <param name="Files">The glob patterns of the files whose links are checked.</param>
/// <param name="Anchors">Whether anchors must be there.</param>
/// <param name="Slugs">Whose rules make anchors of headings.</param>
/// <param name="Root">The folder that links beginning with <c>/</c> begin in.</param>
/// <param name="Index">The names of the file that a link to a folder leads to; none where any folder will do.</param>
/// <param name="Ignore">The links that are not checked, or null.</param>
/// <param name="OnUnreadable">The verdict, at least, where something could not be looked at.</param>
/// <param name="OnEmpty">
/// The verdict, at least, where there is no file to look at; none where that means nothing.
/// </param>
/// <param name="Scan">What is looked at.</param>
internal sealed record CheckLinksArguments(
    ValueList<string> Files,
    bool Anchors,
    SlugRule Slugs,
    string Root,
    ValueList<string> Index,
    Regex? Ignore,
    AuditVerdict OnUnreadable,
    AuditVerdict OnEmpty,
    ScanRequest Scan)
{
    /// <summary>Reads complete and valid arguments.</summary>
    public static CheckLinksArguments Read(ValueMap<object?> arguments) => new(
        (ValueList<string>)arguments[LinkKeys.Files]!,
        (bool)arguments[LinkKeys.Anchors]!,
        SlugRules.Of((string)arguments[LinkKeys.Slugs]!),
        (string)arguments[LinkKeys.Root]!,
        (ValueList<string>)arguments[LinkKeys.Index]!,
        arguments.GetValueOrDefault(LinkKeys.Ignore) is string pattern ? LinearPattern.Parse(pattern) : null,
        CheckParameters.ReadOnUnreadable(arguments),
        CheckParameters.ReadOnEmpty(arguments),
        ScanParameters.Read(arguments));
}
