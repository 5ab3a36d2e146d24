namespace AuditGraph.Core.Canonical;

/// <summary>How many columns of a terminal a text takes.</summary>
/// <remarks>
/// Terminals show East Asian characters two columns wide (Unicode TR 11) and combining marks none; both units of a surrogate
/// pair count one, as most of those characters are wide.
/// </remarks>
internal static class TextWidth
{
    private const string Ellipsis = "…";

    /// <summary>The width of a text without control characters.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        int width = 0;
        foreach (char unit in text)
        {
            width += Of(unit);
        }

        return width;
    }

    /// <summary>The width of a UTF-16 unit.</summary>
    public static int Of(char unit) => unit switch
    {
        >= '\u1100' and <= '\u115f' => 2,
        >= '\u2e80' and <= '\ua4cf' => 2,
        >= '\uac00' and <= '\ud7a3' => 2,
        >= '\uf900' and <= '\ufaff' => 2,
        >= '\uff00' and <= '\uff60' => 2,
        >= '\u0300' and <= '\u036f' => 0,
        _ => 1,
    };

    /// <summary>The beginning of a text that is too wide, with an ellipsis; the text itself where it fits.</summary>
    public static string CutEnd(string text, int width)
    {
        if (Of(text) <= width)
        {
            return text;
        }

        int length = 0;
        for (int taken = 1; length < text.Length; length++)
        {
            taken += Of(text[length]);
            if (taken > width)
            {
                break;
            }
        }

        return string.Concat(text.AsSpan(0, Whole(text, length)), Ellipsis);
    }

    /// <summary>The end of a text that is too wide, with an ellipsis; the text itself where it fits.</summary>
    public static string CutStart(string text, int width)
    {
        if (Of(text) <= width)
        {
            return text;
        }

        int start = text.Length;
        for (int taken = 1; start > 0; start--)
        {
            taken += Of(text[start - 1]);
            if (taken > width)
            {
                break;
            }
        }

        return string.Concat(Ellipsis, text.AsSpan(start < text.Length && char.IsLowSurrogate(text[start]) ? start + 1 : start));
    }

    // No half of a surrogate pair stays.
    private static int Whole(string text, int length) => length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
}
