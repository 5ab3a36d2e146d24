namespace AuditGraph.Core.Configuration.Diagnostics;

/// <summary>Finds the known name that was probably meant by an unknown one.</summary>
internal static class NearestName
{
    private const int LongestName = 64;

    /// <summary>The nearest known name, or null where none is near.</summary>
    /// <remarks>
    /// Near is a third of the length, at least one, in insertions, removals, replacements and swaps of neighbours
    /// (optimal string alignment), case aside; of several the first in ordinal order.
    /// </remarks>
    public static string? Find(string name, IEnumerable<string> known)
    {
        if (name.Length is 0 or > LongestName)
        {
            return null;
        }

        string? nearest = null;
        int limit = Math.Max(1, name.Length / 3);
        foreach (string candidate in known)
        {
            if (Math.Abs(candidate.Length - name.Length) > limit || candidate.Length is 0 or > LongestName)
            {
                continue;
            }

            int distance = Distance(name, candidate, limit);
            if (distance < limit || (distance == limit && (nearest is null || string.CompareOrdinal(candidate, nearest) < 0)))
            {
                nearest = candidate;
                limit = distance;
            }
        }

        return nearest;
    }

    private static int Distance(string left, string right, int limit)
    {
        Span<int> before = stackalloc int[LongestName + 1];
        Span<int> previous = stackalloc int[LongestName + 1];
        Span<int> current = stackalloc int[LongestName + 1];
        for (int column = 0; column <= right.Length; column++)
        {
            previous[column] = column;
        }

        for (int row = 1; row <= left.Length; row++)
        {
            current[0] = row;
            int least = row;
            for (int column = 1; column <= right.Length; column++)
            {
                bool isSame = IsSame(left[row - 1], right[column - 1]);
                int cost = Math.Min(
                    Math.Min(current[column - 1], previous[column]) + 1,
                    previous[column - 1] + (isSame ? 0 : 1));
                bool isSwap = row > 1 && column > 1
                    && IsSame(left[row - 1], right[column - 2]) && IsSame(left[row - 2], right[column - 1]);
                current[column] = isSwap ? Math.Min(cost, before[column - 2] + 1) : cost;
                least = Math.Min(least, current[column]);
            }

            if (least > limit)
            {
                return int.MaxValue;
            }

            Span<int> spare = before;
            before = previous;
            previous = current;
            current = spare;
        }

        return previous[right.Length];
    }

    private static bool IsSame(char left, char right) =>
        left == right || char.ToLowerInvariant(left) == char.ToLowerInvariant(right);
}
