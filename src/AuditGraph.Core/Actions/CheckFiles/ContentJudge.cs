using System.Text.RegularExpressions;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>Asks a content what the rules of a set ask.</summary>
internal static class ContentJudge
{
    /// <summary>What the rules find in a content.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="content">The content.</param>
    /// <param name="tooSlow">The rule that takes too long on a line, so that there is no answer.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>What they find; null where one takes too long.</returns>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static KnownContent? TryJudge(RuleSet rules, byte[] content, out FileRule? tooSlow, CancellationToken cancellation)
    {
        tooSlow = null;
        if (FileText.IsBinary(content))
        {
            return KnownContent.Binary;
        }

        var text = new FileText(content);
        var yields = new List<ContentYield>(rules.OfContent.Count);
        foreach (FileRule rule in rules.OfContent)
        {
            try
            {
                yields.Add(ContentYield.Of(ContentChecks.Look(rule.Content, text, cancellation)));
            }
            catch (RegexMatchTimeoutException)
            {
                tooSlow = rule;
                return null;
            }
        }

        return KnownContent.Of(yields);
    }
}
