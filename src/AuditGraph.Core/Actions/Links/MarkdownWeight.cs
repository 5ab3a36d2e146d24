namespace AuditGraph.Core.Actions.Links;

/// <summary>
/// Bounds what it takes to read Markdown. For some texts the parser takes more than proportional time: it looks from
/// each beginning of something to the end of the paragraph for what would close it, and goes through all definitions,
/// or all headings, for each. Nobody writes so many of these; a text that is meant to be slow does.
/// </summary>
internal static class MarkdownWeight
{
    // About a second. Each unit is a step of the parser's.
    private const long Most = 1_000_000_000;

    // Comments are searched a whole vector at a time.
    private const int CommentShare = 32;

    /// <summary>Whether it would take too long to read a text.</summary>
    public static bool IsTooMuch(string text)
    {
        long weight = 0;
        long definitions = 0;
        long underlines = 0;
        var paragraph = new Paragraph();
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> content = line.TrimStart(" \t>");
            if (content.IsWhiteSpace())
            {
                weight += paragraph.Weight;
                paragraph = new Paragraph();
                continue;
            }

            paragraph.Add(line);
            definitions += content.Contains("]:", StringComparison.Ordinal) ? 1 : 0;
            underlines += content[0] is '=' or '-' && !content.TrimEnd().ContainsAnyExcept(content[0], ' ') ? 1 : 0;
        }

        weight += paragraph.Weight + (definitions * definitions) + (underlines * underlines);
        return weight > Most;
    }

    /// <summary>Lines without an empty one between them, which may be one paragraph.</summary>
    private struct Paragraph
    {
        private long length;
        private long tags;
        private long comments;
        private long destinations;

        /// <summary>The steps that it may take.</summary>
        public readonly long Weight => (tags * length) + (comments * length / CommentShare) + destinations;

        /// <summary>Adds a line.</summary>
        public void Add(ReadOnlySpan<char> line)
        {
            length += line.Length + 1;
            long instructions = line.Count("<?");
            long declarations = line.Count("<!");
            long comment = line.Count("<!--");
            tags += instructions + declarations - comment;
            comments += comment;

            // The destination of a link goes on to the next white space.
            foreach (Range word in line.SplitAny(' ', '\t'))
            {
                long starts = line[word].Count("](");
                destinations += starts > 1 ? starts * line[word].Length : 0;
            }
        }
    }
}
