using System.Globalization;

namespace AuditGraph.Core.Ledger;

/// <summary>The name of a tile or an entry bundle in the C2SP <c>tlog-tiles</c> form.</summary>
/// <param name="Level">The level of a tile, 0 for leaf hashes; null for an entry bundle.</param>
/// <param name="Index">Its zero-based position in its level.</param>
/// <param name="Width">How many hashes or entries it holds: 1 to 256, and partial below 256.</param>
internal readonly record struct TileName(int? Level, long Index, int Width)
{
    /// <summary>Hashes or entries in a full tile or bundle.</summary>
    public const int FullWidth = 256;

    /// <summary>The binary logarithm of <see cref="FullWidth"/>.</summary>
    public const int Height = 8;

    private const int Group = 1000;

    /// <summary>The name that the same place has when it is full.</summary>
    public TileName Full => this with { Width = FullWidth };

    /// <summary>Whether it is partial.</summary>
    public bool IsPartial => Width < FullWidth;

    /// <summary>The path below the ledger's folder: <c>tile/&lt;L&gt;/&lt;N&gt;</c> or <c>tile/entries/&lt;N&gt;</c>, with <c>.p/&lt;W&gt;</c> if partial.</summary>
    public string RelativePath => IsPartial
        ? string.Create(CultureInfo.InvariantCulture, $"{PartialFolder}/{Width}")
        : Stem;

    /// <summary>The folder below the ledger's that holds the partial forms of this place.</summary>
    public string PartialFolder => $"{Stem}.p";

    private string Stem
    {
        get
        {
            string path = (Index % Group).ToString("000", CultureInfo.InvariantCulture);
            for (long rest = Index / Group; rest > 0; rest /= Group)
            {
                path = string.Create(CultureInfo.InvariantCulture, $"x{rest % Group:000}/{path}");
            }

            return string.Create(CultureInfo.InvariantCulture, $"tile/{Level?.ToString(CultureInfo.InvariantCulture) ?? "entries"}/{path}");
        }
    }

    /// <summary>The tile or bundle that holds a position of its level in a tree of the given size.</summary>
    /// <param name="level">The level, or null for entries.</param>
    /// <param name="index">The tile's index in the level.</param>
    /// <param name="size">The number of entries in the tree.</param>
    public static TileName In(int? level, long index, long size)
    {
        long count = size >> (Height * (level ?? 0));
        return new TileName(level, index, (int)Math.Min(FullWidth, count - (index * FullWidth)));
    }

    /// <summary>Every tile of the tree of the given size and its bundles: bundles first, then level by level.</summary>
    public static IEnumerable<TileName> All(long size)
    {
        for (int? level = null; (size >> (Height * (level ?? 0))) > 0; level = level is null ? 0 : level + 1)
        {
            long count = size >> (Height * (level ?? 0));
            for (long index = 0; index * FullWidth < count; index++)
            {
                yield return In(level, index, size);
            }
        }
    }

    /// <summary>Reads a path below the ledger's folder; only the one way of writing a name is taken.</summary>
    public static bool TryParse(string path, out TileName name)
    {
        name = default;
        string[] parts = path.Split('/');
        if (parts.Length < 3 || parts[0] != "tile" || !TryParseLevel(parts[1], out int? level))
        {
            return false;
        }

        int width = FullWidth;
        int last = parts.Length - 1;
        if (last >= 3 && parts[last - 1].EndsWith(".p", StringComparison.Ordinal))
        {
            if (!int.TryParse(parts[last], NumberStyles.None, CultureInfo.InvariantCulture, out width) || width is < 1 or >= FullWidth)
            {
                return false;
            }

            last--;
            parts[last] = parts[last][..^2];
        }

        long index = 0;
        for (int part = 2; part <= last; part++)
        {
            string digits = part < last ? parts[part].TrimStart('x') : parts[part];
            if (digits.Length != 3
                || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int group)
                || index > long.MaxValue / Group / FullWidth)
            {
                return false;
            }

            index = (index * Group) + group;
        }

        name = new TileName(level, index, width);
        return string.Equals(name.RelativePath, path, StringComparison.Ordinal);
    }

    private static bool TryParseLevel(string text, out int? level)
    {
        level = null;
        if (text == "entries")
        {
            return true;
        }

        bool parsed = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number < 64;
        level = number;
        return parsed;
    }
}
