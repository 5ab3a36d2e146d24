using System.Text;

namespace AuditGraph.Core.Workspaces;

/// <summary>What a job output path may be, as far as its text can tell.</summary>
internal static class OutputPathRule
{
    /// <summary>The rule as a regular expression of JSON Schema.</summary>
    public const string Pattern = @"^exports(/(?!\.{1,2}(/|$))[^/\\\u0000-\u001f\u007f-\u009f]{1,200})+$";

    /// <summary>The rule in words.</summary>
    public const string Expected = "a relative path below exports/ such as exports/reports/nightly.md";

    private const string Folder = "exports";
    private const int LongestSegment = 200;
    private const int Longest = 1024;

    /// <summary>The path of a job that names none.</summary>
    public static string Default(string job, string extension) => $"{Folder}/reports/{job}.{extension}";

    /// <summary>What is wrong with a path, in words; null where nothing is.</summary>
    public static string? FindFault(string path)
    {
        if (path.Length == 0)
        {
            return "is empty";
        }

        foreach (char unit in path)
        {
            if (unit is < ' ' or (>= '\x7f' and < '\xa0'))
            {
                return "holds a control character";
            }
        }

        if (path.Contains('\\'))
        {
            return "holds a backslash; folders are separated by '/'";
        }

        if (path[0] is '/' or '~')
        {
            return "is not relative to the workspace";
        }

        if (Encoding.UTF8.GetByteCount(path) > Longest)
        {
            return $"is longer than {Longest} bytes";
        }

        return FindFaultOfSegments(path);
    }

    /// <summary>The path that was probably meant by one with a fault, such as one that leaves <c>exports/</c> out; null where none was.</summary>
    public static string? FindMeant(string path)
    {
        string meant = path.Replace('\\', '/');
        while (meant.StartsWith("./", StringComparison.Ordinal))
        {
            meant = meant[2..];
        }

        meant = meant.StartsWith($"/{Folder}/", StringComparison.Ordinal) ? meant[1..]
            : meant.StartsWith($"{Folder}/", StringComparison.Ordinal) ? meant
            : $"{Folder}/{meant}";
        return meant != path && path is not ("" or ['~', ..]) && FindFault(meant) is null ? meant : null;
    }

    private static string? FindFaultOfSegments(string path)
    {
        int count = 0;
        foreach (Range part in path.AsSpan().Split('/'))
        {
            ReadOnlySpan<char> segment = path.AsSpan(part);
            if (segment is "..")
            {
                return "holds '..'";
            }

            if (count == 0 && segment is not Folder)
            {
                return "is not below exports/";
            }

            if (segment.IsEmpty)
            {
                return part.End.Value == path.Length ? "ends with '/', so it names a folder" : "holds an empty folder name";
            }

            if (segment is ".")
            {
                return "holds '.' as a folder name";
            }

            if (Encoding.UTF8.GetByteCount(segment) > LongestSegment)
            {
                return $"holds a name longer than {LongestSegment} bytes";
            }

            count++;
        }

        return count == 1 ? "is exports itself, not a file below it" : null;
    }
}
