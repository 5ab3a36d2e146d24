using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>Keys with values, in the order of the file.</summary>
/// <param name="span">From the first key, or the opening brace, to the end of the last value, or the closing brace.</param>
/// <param name="entries">The entries.</param>
/// <param name="weight">How many values it stands for.</param>
/// <param name="isComplete">Whether the file was well-formed to its end.</param>
internal sealed class MappingNode(SourceSpan span, MappingEntry[] entries, long weight, bool isComplete)
    : SyntaxNode(span)
{
    /// <summary>The entries.</summary>
    public MappingEntry[] Entries { get; } = entries;

    /// <summary>Whether the file was well-formed to the mapping's end, so that a key that is missing is missing indeed.</summary>
    public bool IsComplete { get; } = isComplete;

    /// <inheritdoc/>
    public override long Weight { get; } = weight;

    /// <inheritdoc/>
    public override string Kind => "a mapping";

    /// <summary>The first entry with a key, or null.</summary>
    public MappingEntry? Find(string key)
    {
        foreach (MappingEntry entry in Entries)
        {
            if (!entry.IsRefused && entry.Key.Text == key)
            {
                return entry;
            }
        }

        return null;
    }
}
