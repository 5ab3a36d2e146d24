using System.Text.RegularExpressions;
using AuditGraph.Core.Actions.Parameters;

namespace AuditGraph.Core.Actions.Links;

/// <summary>Which links are followed, and what counts as led somewhere.</summary>
/// <param name="Files">The glob patterns of the files whose links are followed.</param>
/// <param name="Anchors">Whether anchors must be there.</param>
/// <param name="Slugs">Whose rules make anchors of headings.</param>
/// <param name="Root">The folder that links beginning with <c>/</c> begin in.</param>
/// <param name="Index">The names of the file that a link to a folder leads to; none where any folder will do.</param>
/// <param name="Ignore">The links that are not followed, or null.</param>
internal sealed record LinkQuestion(
    ValueList<string> Files, bool Anchors, SlugRule Slugs, string Root, ValueList<string> Index, Regex? Ignore)
{
    /// <summary>Reads complete and valid arguments.</summary>
    public static LinkQuestion Read(ValueMap<object?> arguments) => new(
        (ValueList<string>)arguments[LinkKeys.Files]!,
        (bool)arguments[LinkKeys.Anchors]!,
        SlugRules.Of((string)arguments[LinkKeys.Slugs]!),
        (string)arguments[LinkKeys.Root]!,
        (ValueList<string>)arguments[LinkKeys.Index]!,
        arguments.GetValueOrDefault(LinkKeys.Ignore) is string pattern ? LinearPattern.Parse(pattern) : null);
}
