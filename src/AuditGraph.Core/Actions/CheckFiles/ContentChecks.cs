using System.Text;
using System.Text.RegularExpressions;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>What rules find in a content.</summary>
internal static class ContentChecks
{
    /// <summary>What is wrong with a content.</summary>
    /// <param name="demand">What is asked of it.</param>
    /// <param name="text">The content, which is no binary one.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <exception cref="RegexMatchTimeoutException">An expression takes too long on a line.</exception>
    public static IReadOnlyList<ContentFault> Look(ContentDemand demand, FileText text, CancellationToken cancellation) =>
    [
        .. demand.Forbid is { } forbidden && forbidden.MayMatchLineOf(text) ? LookForForbidden(forbidden, text, cancellation) : [],
        .. demand.Match is { } wanted && !(wanted.MayMatchLineOf(text) && HasMatch(wanted, text, cancellation))
            ? [new ContentFault(ContentFaultKind.TextMissing)]
            : Array.Empty<ContentFault>(),
        .. demand.LineEnds is { } ends ? LookAtLineEnds(ends == FileRuleKeys.Crlf, text) : [],
        .. demand.Encoding is { } encoding ? LookAtEncoding(encoding == FileRuleKeys.Ascii, text) : [],
        .. demand.Parses is { } syntax && SyntaxChecks.FindMistake(syntax, text) is { } mistake ? [mistake] : Array.Empty<ContentFault>(),
    ];

    private static List<ContentFault> LookForForbidden(LinePattern forbidden, FileText text, CancellationToken cancellation)
    {
        var faults = new List<ContentFault>();
        FileText.LineReader lines = text.Lines();
        while (lines.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (ValueMatch match in forbidden.For(lines.Current).EnumerateMatches(lines.Current))
            {
                faults.Add(new ContentFault(ContentFaultKind.TextForbidden, lines.Number, match.Index + 1, match.Index + match.Length + 1)
                {
                    Text = ContentHash.Of(Encoding.UTF8.GetBytes(lines.Current.Trim().ToString())),
                });
                break;
            }
        }

        return faults;
    }

    private static bool HasMatch(LinePattern wanted, FileText text, CancellationToken cancellation)
    {
        FileText.LineReader lines = text.Lines();
        while (lines.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            if (wanted.For(lines.Current).IsMatch(lines.Current))
            {
                return true;
            }
        }

        return false;
    }

    // Only the first, and at most one of each file: where one line is wrong all are, as a rule.
    private static ContentFault[] LookAtLineEnds(bool isCrlf, FileText text)
    {
        FileText.LineReader lines = text.Lines();
        while (lines.MoveNext())
        {
            int lone = lines.Current.IndexOf('\r');
            if (lone >= 0)
            {
                return [new ContentFault(ContentFaultKind.LineEnds, lines.Number, lone + 1, lone + 2)];
            }

            if (!lines.End.IsEmpty && isCrlf != lines.End.Length > 1)
            {
                return [new ContentFault(ContentFaultKind.LineEnds, lines.Number, lines.Current.Length + 1)];
            }
        }

        return [];
    }

    private static ContentFault[] LookAtEncoding(bool isAscii, FileText text)
    {
        if (text.HasByteOrderMark)
        {
            return [new ContentFault(ContentFaultKind.ByteOrderMark, 1, 1)];
        }

        int bad = isAscii ? text.Content.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)0x7f) : text.FirstInvalid;
        return bad < 0 ? [] : [text.FaultAt(ContentFaultKind.Encoding, bad)];
    }
}
