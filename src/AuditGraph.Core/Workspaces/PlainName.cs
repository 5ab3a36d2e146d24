namespace AuditGraph.Core.Workspaces;

/// <summary>Names that are safe as one component of a path on every system: jobs and profiles have such names.</summary>
internal static class PlainName
{
    /// <summary>The rule in words.</summary>
    public const string Expected = "1 to 64 letters (a-z, A-Z), digits, '_', '-' or '.', not starting with a dot";

    /// <summary>The rule as a regular expression of JSON Schema.</summary>
    public const string Pattern = "^[A-Za-z0-9_-][A-Za-z0-9_.-]{0,63}$";

    private const int Longest = 64;

    /// <summary>Whether a text is such a name.</summary>
    public static bool IsValid(string name)
    {
        if (name.Length is 0 or > Longest || name[0] == '.')
        {
            return false;
        }

        foreach (char unit in name)
        {
            if (!char.IsAsciiLetterOrDigit(unit) && unit is not ('_' or '-' or '.'))
            {
                return false;
            }
        }

        return true;
    }
}
