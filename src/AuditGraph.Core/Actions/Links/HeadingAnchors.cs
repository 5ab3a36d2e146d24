using System.Globalization;

namespace AuditGraph.Core.Actions.Links;

/// <summary>
/// Makes the anchors of a page's headings, one after the other: of several equal ones the later have numbers.
/// </summary>
/// <param name="rule">Whose rules.</param>
internal sealed class HeadingAnchors(SlugRule rule)
{
    private readonly Dictionary<string, int> occurrences = new(StringComparer.Ordinal);

    /// <summary>The anchor of the next heading; empty where it has none.</summary>
    public string Next(string heading)
    {
        if (rule == SlugRule.None)
        {
            return "";
        }

        // GitLab counts what a heading is called; the others go on until nobody is called so.
        string slug = SlugRules.Slug(rule, heading);
        string anchor = slug;
        while (occurrences.TryGetValue(anchor, out int before))
        {
            int count = (anchor == slug ? before : occurrences[slug]) + 1;
            occurrences[slug] = count;
            anchor = string.Create(CultureInfo.InvariantCulture, $"{slug}-{count}");
            if (rule == SlugRule.GitLab)
            {
                return anchor;
            }
        }

        occurrences[anchor] = 0;
        return anchor;
    }
}
