using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>The tokens of a YAML text, one at a time, as YamlDotNet's scanner finds them.</summary>
internal sealed class YamlTokens
{
    private readonly Scanner scanner;
    private readonly int length;

    /// <summary>Begins with a text's first token.</summary>
    /// <exception cref="YamlException">There is none.</exception>
    public YamlTokens(string text)
    {
        scanner = new Scanner(new StringReader(text));
        length = text.Length;
        Current = Next();
    }

    /// <summary>The token to be understood next.</summary>
    public Token Current { get; private set; }

    /// <summary>The offset of the current token's first character.</summary>
    public int Start => Offset(Current.Start);

    /// <summary>The offset after the current token's last character.</summary>
    public int End => Offset(Current.End);

    /// <summary>The offset after the last token that was understood.</summary>
    public int Reached { get; private set; }

    /// <summary>Goes on to the next token.</summary>
    /// <exception cref="YamlException">The text goes on with something that is no token.</exception>
    public void Skip()
    {
        Reached = Math.Max(Reached, End);
        Current = Next();
    }

    /// <summary>What to throw where the current token cannot stand.</summary>
    /// <param name="complaint">What was expected in its place, as one of <see cref="YamlSyntaxError"/>'s.</param>
    public YamlException Unexpected(string complaint) => new(Current.Start, Current.End, complaint);

    private int Offset(in Mark mark) => (int)Math.Min(mark.Index, length);

    private Token Next()
    {
        if (!scanner.MoveNext())
        {
            throw new YamlException(scanner.CurrentPosition, scanner.CurrentPosition, "did not find expected node content");
        }

        return scanner.Current is Error error ? throw new YamlException(error.Start, error.End, error.Value) : scanner.Current!;
    }
}
