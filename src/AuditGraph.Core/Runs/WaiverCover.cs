using System.Text;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Runs;

/// <summary>A waiver made ready to tell which findings it covers.</summary>
/// <param name="waiver">The waiver.</param>
internal sealed class WaiverCover(AuditWaiver waiver)
{
    private readonly IgnoreRules? pattern = waiver.Path is { } path ? IgnoreRules.FromList([path]) : null;

    /// <summary>The waiver.</summary>
    public AuditWaiver Waiver { get; } = waiver;

    /// <summary>Whether it sets a finding aside, as long as it holds.</summary>
    public bool Covers(AuditFinding finding) =>
        (Waiver.Rule is null || Waiver.Rule == finding.RuleId)
        && (Waiver.Fingerprint is null || Waiver.Fingerprint == finding.Fingerprint)
        && (pattern is null || (finding.Path is { } path && IsMatch(pattern, BytesOf(path))));

    // As with 'include': a folder that the pattern names is meant with all that is below it.
    private static bool IsMatch(IgnoreRules pattern, ReadOnlySpan<byte> path)
    {
        for (int index = 0; index < path.Length; index++)
        {
            if (path[index] == '/' && pattern.Decide(path[..index], isFolder: true) == true)
            {
                return true;
            }
        }

        return pattern.Decide(path, isFolder: false) == true;
    }

    private static byte[] BytesOf(string path)
    {
        try
        {
            return EscapedText.Unescape(path);
        }
        catch (FormatException)
        {
            return Encoding.UTF8.GetBytes(path);
        }
    }
}
