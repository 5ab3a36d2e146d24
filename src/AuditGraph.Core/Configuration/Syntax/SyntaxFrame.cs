namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>A mapping or list that is being read. Used again and again, because most are small and short-lived.</summary>
internal sealed class SyntaxFrame
{
    private const int FewKeys = 8;

    private Dictionary<string, ScalarNode>? keys;

    /// <summary>Whether it is a mapping; else it is a list.</summary>
    public bool IsMapping { get; private set; }

    /// <summary>The offset of its first character.</summary>
    public int Start { get; private set; }

    /// <summary>The anchor that marks it, or null.</summary>
    public string? Anchor { get; private set; }

    /// <summary>What a mapping holds so far.</summary>
    public List<MappingEntry> Entries { get; } = [];

    /// <summary>What a list holds so far.</summary>
    public List<SyntaxNode> Items { get; } = [];

    /// <summary>The key whose value is due; null where a key is due.</summary>
    public ScalarNode? Key { get; set; }

    /// <summary>Whether a diagnostic refuses that key.</summary>
    public bool IsKeyRefused { get; set; }

    /// <summary>Whether it is refused because it is there already.</summary>
    public bool IsKeyRepeated { get; set; }

    /// <summary>Whether a diagnostic refuses the whole, so that nothing is said of what is in it.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Whether a key asks to take in keys that stand elsewhere.</summary>
    public bool HasMerge { get; set; }

    /// <summary>How many values it stands for so far, itself among them.</summary>
    public long Weight { get; set; }

    /// <summary>The offset after its last value so far.</summary>
    public int End { get; set; }

    /// <summary>Begins anew.</summary>
    public void Begin(bool isMapping, int start, string? anchor, bool isBroken)
    {
        IsMapping = isMapping;
        Start = End = start;
        Anchor = anchor;
        IsBroken = isBroken;
        HasMerge = false;
        Weight = 1;
        Key = null;
        Entries.Clear();
        Items.Clear();
        keys = null;
    }

    /// <summary>The value of a key so far, where it is a single value; else null.</summary>
    public ScalarNode? ValueOf(string key)
    {
        foreach (MappingEntry entry in Entries)
        {
            if (entry.Key.Text == key)
            {
                return entry.Value as ScalarNode;
            }
        }

        return null;
    }

    /// <summary>The key of an entry that is the same but for case, or null.</summary>
    public ScalarNode? FindKey(string text)
    {
        if (Entries.Count < FewKeys)
        {
            for (int index = 0; index < Entries.Count; index++)
            {
                if (string.Equals(Entries[index].Key.Text, text, StringComparison.OrdinalIgnoreCase))
                {
                    return Entries[index].Key;
                }
            }

            return null;
        }

        if (keys is null)
        {
            keys = new Dictionary<string, ScalarNode>(StringComparer.OrdinalIgnoreCase);
            foreach (MappingEntry entry in Entries)
            {
                keys.TryAdd(entry.Key.Text, entry.Key);
            }
        }
        else
        {
            ScalarNode latest = Entries[^1].Key;
            keys.TryAdd(latest.Text, latest);
        }

        return keys.GetValueOrDefault(text);
    }
}
