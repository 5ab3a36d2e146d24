using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>
/// Takes what a parser stumbled over out of a text, so that the rest can be read and all of a file's mistakes be
/// shown at once. Characters are replaced one for one, so that every place stays what it is.
/// </summary>
internal sealed class SyntaxRecovery
{
    private const int MostAttempts = 10;
    private const int MostCharacters = 1 << 20;

    private readonly SourceText source;
    private readonly char[] text;
    private readonly HashSet<int> tabbed = [];
    private int attempts;

    /// <summary>Begins with a text.</summary>
    /// <param name="source">The file, which tells where lines begin.</param>
    /// <param name="text">Its characters as they are parsed.</param>
    public SyntaxRecovery(SourceText source, string text)
    {
        this.source = source;
        this.text = text.ToCharArray();
    }

    /// <summary>The text as it is now.</summary>
    public string Text => new(text);

    /// <summary>Whether the line of an offset was indented with tabs, so that its indentation says nothing.</summary>
    public bool WasTabbed(int offset) => tabbed.Contains(source.PositionOf(offset).Line);

    /// <summary>Takes a faulty line out, with those between it and a second place, and those indented deeper below.</summary>
    /// <returns>False where nothing is left to take out, or where enough was tried; reading ends then.</returns>
    public bool TakeOut(int from, int to)
    {
        if (!MayTryAgain())
        {
            return false;
        }

        int first = source.PositionOf(from).Line;
        if (tabbed.Contains(first))
        {
            // Nobody knows how deep the tabs were meant, so what is below may be no part of it.
            return Blank(first);
        }

        int last = source.PositionOf(Math.Max(from, to)).Line;
        int indentation = IndentationOf(first);
        bool hasChanged = false;
        for (int line = first; line <= source.LineCount; line++)
        {
            if (line > last && !IsBlank(line) && IndentationOf(line) <= indentation)
            {
                break;
            }

            hasChanged |= Blank(line);
        }

        return hasChanged;
    }

    /// <summary>
    /// Puts a space in the place of every tab where all lines are indented with tabs alone; else takes out the lines
    /// that are indented with a tab, with what may be below them.
    /// </summary>
    /// <returns>How many lines a tab indents; 0 where enough was tried.</returns>
    public int ReplaceTabs()
    {
        if (!MayTryAgain())
        {
            return 0;
        }

        bool isConsistent = true;
        for (int line = 1; line <= source.LineCount; line++)
        {
            ReadOnlySpan<char> indentation = IndentationAt(line);
            isConsistent &= !indentation.Contains(' ') || IsBlank(line);
            if (indentation.Contains('\t') && !IsBlank(line))
            {
                tabbed.Add(line);
            }
        }

        foreach (int line in tabbed)
        {
            if (isConsistent)
            {
                text.AsSpan(source.LineAt(line).Start, IndentationAt(line).Length).Fill(' ');
            }
            else
            {
                TakeOutTabbed(line);
            }
        }

        return tabbed.Count;
    }

    /// <summary>Counts another attempt at reading.</summary>
    public void Begin() => attempts++;

    private bool MayTryAgain() =>
        attempts < MostAttempts && (long)text.Length * (attempts + 2) <= MostCharacters;

    private void TakeOutTabbed(int line)
    {
        int above = line - 1;
        while (above > 0 && IsBlank(above))
        {
            above--;
        }

        int indentation = above == 0 ? 0 : IndentationOf(above);
        Blank(line);
        for (int below = line + 1; below <= source.LineCount && (IsBlank(below) || IndentationOf(below) > indentation); below++)
        {
            Blank(below);
        }
    }

    private int IndentationOf(int line) => text.AsSpan(source.LineAt(line).Start, IndentationAt(line).Length).Count(' ');

    private ReadOnlySpan<char> IndentationAt(int line)
    {
        SourceSpan span = source.LineAt(line);
        ReadOnlySpan<char> content = text.AsSpan(span.Start, span.Length);
        int end = content.IndexOfAnyExcept(' ', '\t');
        return end < 0 ? content : content[..end];
    }

    private bool IsBlank(int line)
    {
        SourceSpan span = source.LineAt(line);
        return text.AsSpan(span.Start, span.Length).IndexOfAnyExcept(' ', '\t') < 0;
    }

    private bool Blank(int line)
    {
        SourceSpan span = source.LineAt(line);
        bool hasChanged = !IsBlank(line);
        text.AsSpan(span.Start, span.Length).Fill(' ');
        return hasChanged;
    }
}
