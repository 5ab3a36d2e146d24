using System.Text;

namespace AuditGraph.Core.Redaction;

/// <summary>
/// Masks what looks like a secret in texts of any length, such as what a program wrote: piece by piece, since a pattern
/// that takes too long masks all of what it looks at. It is cut between two lines where no secret can be cut through.
/// </summary>
internal static class LongText
{
    private const int LeastPiece = 32 * 1024;

    private const string KeyBegins = "-----BEGIN ";

    private const string KeyEnds = "-----END ";

    /// <summary>The text with every secret masked.</summary>
    public static string Redact(string text, SecretRedactor redactor)
    {
        if (text.Length <= LeastPiece)
        {
            return redactor.Redact(text);
        }

        var redacted = new StringBuilder(text.Length);
        for (int start = 0; start < text.Length;)
        {
            int end = EndOfPiece(text, start);
            redacted.Append(redactor.Redact(text[start..end]));
            start = end;
        }

        return redacted.ToString();
    }

    /// <summary>What of a text is kept that was cut off anywhere: whole lines, or whole words where there is no line.</summary>
    public static string WithoutTornEnd(string text)
    {
        int end = text.LastIndexOf('\n');
        for (int index = text.Length; end < 0 && index-- > 0;)
        {
            end = char.IsWhiteSpace(text[index]) ? index : -1;
        }

        return text[..(end + 1)];
    }

    private static int EndOfPiece(string text, int start)
    {
        var keys = new KeyFollower(text, start);
        for (int from = start + LeastPiece; from < text.Length;)
        {
            int line = text.IndexOf('\n', from);
            if (line < 0)
            {
                break;
            }

            int next = line + 1;
            while (next < text.Length && char.IsWhiteSpace(text[next]))
            {
                next++;
            }

            if (keys.IsInKeyAt(line))
            {
                int end = text.IndexOf(KeyEnds, line, StringComparison.Ordinal);
                from = end < 0 ? text.Length : end + KeyEnds.Length;
            }
            else if (IsBetweenWords(text, start, line, next))
            {
                return line + 1;
            }
            else
            {
                from = next;
            }
        }

        return text.Length;
    }

    // White space may stand before and behind the sign that parts a name from its secret, and behind 'bearer'.
    private static bool IsBetweenWords(string text, int start, int line, int next)
    {
        ReadOnlySpan<char> before = text.AsSpan(start, line - start).TrimEnd();
        return !(before.EndsWith("=") || before.EndsWith(":")
            || before.EndsWith("bearer", StringComparison.OrdinalIgnoreCase)
            || (next < text.Length && text[next] is '=' or ':'));
    }

    /// <summary>Tells of places, one behind the other, whether they are in a private key; goes through the text once.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where to begin.</param>
    private struct KeyFollower(string text, int start)
    {
        private int at = start;

        private bool isInKey;

        /// <summary>Whether a private key begins before a place whose end is not before it.</summary>
        /// <param name="place">The place, not before the one of the last call.</param>
        public bool IsInKeyAt(int place)
        {
            while (at < place)
            {
                string sign = isInKey ? KeyEnds : KeyBegins;
                int found = text.IndexOf(sign, at, place - at, StringComparison.Ordinal);
                if (found < 0)
                {
                    // The place is the end of a line, which no sign goes over.
                    at = place;
                    break;
                }

                isInKey = !isInKey;
                at = found + sign.Length;
            }

            return isInKey;
        }
    }
}
