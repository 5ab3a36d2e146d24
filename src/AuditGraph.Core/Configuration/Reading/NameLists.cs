namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Looks names up in short lists of them.</summary>
internal static class NameLists
{
    /// <summary>Whether a name is in a list, compared ordinally.</summary>
    public static bool Holds(this IReadOnlyList<string> names, string name)
    {
        for (int index = 0; index < names.Count; index++)
        {
            if (names[index] == name)
            {
                return true;
            }
        }

        return false;
    }
}
