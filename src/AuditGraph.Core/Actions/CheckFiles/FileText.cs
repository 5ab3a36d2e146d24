using System.Buffers;
using System.Text;
using System.Text.Unicode;
using AuditGraph.Core.Actions.Contents;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>A content as text: UTF-8, without a byte order mark, in lines that end with LF or CRLF.</summary>
internal sealed class FileText
{
    private string? withLineFeedsAlone;

    /// <summary>The text of a content; what is not UTF-8 becomes U+FFFD.</summary>
    public FileText(byte[] content)
    {
        Content = content;
        HasByteOrderMark = PlainText.MarkOf(content) > 0;
        Text = PlainText.Decode(content);
    }

    /// <summary>The bytes.</summary>
    public byte[] Content { get; }

    /// <summary>Whether they begin with a byte order mark.</summary>
    public bool HasByteOrderMark { get; }

    /// <summary>The characters behind it.</summary>
    public string Text { get; }

    /// <summary>The characters, with LF alone behind each line.</summary>
    public string WithLineFeedsAlone => withLineFeedsAlone ??= Text.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Where the first byte is that is not UTF-8; -1 where all are.</summary>
    public int FirstInvalid
    {
        get
        {
            if (Utf8.IsValid(Content))
            {
                return -1;
            }

            int at = 0;
            while (Rune.DecodeFromUtf8(Content.AsSpan(at), out _, out int length) == OperationStatus.Done)
            {
                at += length;
            }

            return at;
        }
    }

    /// <summary>A fault at a byte of the content.</summary>
    public ContentFault FaultAt(ContentFaultKind kind, int offset)
    {
        int mark = PlainText.MarkOf(Content);
        ReadOnlySpan<byte> before = Content.AsSpan(0, Math.Clamp(offset, mark, Content.Length));
        int start = Math.Max(before.LastIndexOf((byte)'\n') + 1, mark);
        return new ContentFault(kind, before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[start..]) + 1);
    }

    /// <summary>The lines, one after the other.</summary>
    public LineReader Lines() => new(Text);

    /// <summary>Reads lines; the last one counts also where nothing ends it.</summary>
    public ref struct LineReader(string text)
    {
        private int next;

        /// <summary>The line's number, from 1.</summary>
        public int Number { get; private set; }

        /// <summary>Its text, without what ends it.</summary>
        public ReadOnlySpan<char> Current { get; private set; }

        /// <summary>What ends it: nothing, <c>\n</c> or <c>\r\n</c>.</summary>
        public ReadOnlySpan<char> End { get; private set; }

        /// <summary>Goes to the next line.</summary>
        public bool MoveNext()
        {
            if (next >= text.Length)
            {
                return false;
            }

            ReadOnlySpan<char> rest = text.AsSpan(next);
            int feed = rest.IndexOf('\n');
            int length = feed < 0 ? rest.Length : feed > 0 && rest[feed - 1] == '\r' ? feed - 1 : feed;
            Current = rest[..length];
            End = feed < 0 ? default : rest[length..(feed + 1)];
            next += length + End.Length;
            Number++;
            return true;
        }
    }
}
