using System.Text;

namespace AuditGraph.Core.Git;

/// <summary>How a git command ended.</summary>
/// <param name="Code">Its exit code.</param>
/// <param name="Output">What it wrote.</param>
/// <param name="Error">What it complained of.</param>
internal sealed record GitAnswer(int Code, byte[] Output, string Error)
{
    /// <summary>What it wrote as text without the line end.</summary>
    public string Text => Encoding.UTF8.GetString(Output).TrimEnd('\n');
}
