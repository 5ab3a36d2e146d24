using System.Globalization;
using System.Text;
using System.Text.Json;

namespace AuditGraph.Core.Actions.RunCommand.Results;

/// <summary>A value of a JSON text that knows where it stands, so that a mistake can be told with its place.</summary>
/// <param name="Value">The value.</param>
/// <param name="Where">Its place, such as <c>runs[0].results[3]</c>; empty for the whole text.</param>
internal readonly record struct JsonPart(JsonElement Value, string Where)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads a JSON text.</summary>
    /// <param name="content">The text, in UTF-8, with or without a byte order mark.</param>
    /// <exception cref="FormatException">It is none, or names a member twice.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> content)
    {
        try
        {
            return JsonDocument.Parse(content.Span.StartsWith(Encoding.UTF8.Preamble) ? content[3..] : content, Strict);
        }
        catch (JsonException malformed)
        {
            string place = malformed.LineNumber is { } line
                ? FormattableString.Invariant($"line {line + 1}, byte {malformed.BytePositionInLine + 1}: ")
                : "";
            throw new FormatException($"{place}it is no JSON: {ForeignText.FirstLine(malformed.Message)}", malformed);
        }
        catch (InvalidOperationException malformed)
        {
            throw new FormatException("it has a name that is not well-formed Unicode.", malformed);
        }
    }

    /// <summary>A member of the object; null where it has none of that name, or one that is null.</summary>
    /// <exception cref="FormatException">The value is no object.</exception>
    public JsonPart? Find(string name)
    {
        Expect(JsonValueKind.Object, "an object");
        return Value.TryGetProperty(name, out JsonElement member) && member.ValueKind != JsonValueKind.Null
            ? new JsonPart(member, Where.Length == 0 ? name : $"{Where}.{name}")
            : null;
    }

    /// <summary>A member that must be there.</summary>
    /// <exception cref="FormatException">The value is no object, or has no such member.</exception>
    public JsonPart Require(string name) =>
        Find(name) ?? throw Mistake($"has no '{name}'");

    /// <summary>The items of a member that is an array; none where there is no such member.</summary>
    /// <exception cref="FormatException">It is no array.</exception>
    public IReadOnlyList<JsonPart> Items(string name) => Find(name) is { } member ? member.Items() : [];

    /// <summary>The items of the array.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public IReadOnlyList<JsonPart> Items()
    {
        Expect(JsonValueKind.Array, "an array");
        string where = Where;
        return [.. Value.EnumerateArray().Select((item, index) =>
            new JsonPart(item, string.Create(CultureInfo.InvariantCulture, $"{where}[{index}]")))];
    }

    /// <summary>The text of a member; null where there is none.</summary>
    /// <exception cref="FormatException">It is no text.</exception>
    public string? Text(string name) => Find(name)?.Text();

    /// <summary>The text.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public string Text()
    {
        Expect(JsonValueKind.String, "a text");
        JsonElement value = Value;
        return Decode(() => value.GetString()!);
    }

    /// <summary>The whole number of a member; null where there is none.</summary>
    /// <exception cref="FormatException">It is no whole number of 64 bits.</exception>
    public long? Number(string name) => Find(name) is not { } member
        ? null
        : member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out long number)
            ? number
            : throw member.Mistake("is no whole number");

    /// <summary>The line or column of a member; null where there is none.</summary>
    /// <exception cref="FormatException">It is no whole number that a line or column can have.</exception>
    public int? Place(string name) => Number(name) switch
    {
        null => null,
        >= 1 and <= int.MaxValue and var number => (int)number,
        _ => throw Find(name)!.Value.Mistake($"is no line or column: they count from 1 to {int.MaxValue}"),
    };

    /// <summary>The first line of the text of a member that must be there.</summary>
    /// <exception cref="FormatException">There is none, or it says nothing.</exception>
    public string Line(string name)
    {
        JsonPart member = Require(name);
        return ForeignText.FirstLine(member.Text()) is { Length: > 0 } line
            ? line
            : throw member.Mistake("says nothing");
    }

    /// <summary>The word of a member that has one of a few.</summary>
    /// <param name="name">The member.</param>
    /// <param name="words">The words; where there is no such member, the first.</param>
    /// <exception cref="FormatException">It is none of them.</exception>
    public string Word(string name, params ReadOnlySpan<string> words)
    {
        if (Find(name) is not { } member)
        {
            return words[0];
        }

        string word = member.Text();
        return words.Contains(word)
            ? word
            : throw member.Mistake($"is '{ForeignText.FirstLine(word)}', and must be one of {string.Join(", ", words)}");
    }

    /// <summary>The members of the object, with their names.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public IReadOnlyList<(string Name, JsonPart Part)> Members()
    {
        Expect(JsonValueKind.Object, "an object");
        var members = new List<(string, JsonPart)>();
        foreach (JsonProperty member in Value.EnumerateObject())
        {
            string name = Decode(() => member.Name);
            members.Add((name, new JsonPart(member.Value, $"{Where}.{ForeignText.FirstLine(name)}")));
        }

        return members;
    }

    /// <summary>Makes sure that the object has no members but some.</summary>
    /// <exception cref="FormatException">It has another one, or is none.</exception>
    public void ExpectMembers(params ReadOnlySpan<string> names)
    {
        foreach ((string name, _) in Members())
        {
            if (!names.Contains(name))
            {
                throw Mistake($"has a member '{ForeignText.FirstLine(name)}' that is not known");
            }
        }
    }

    /// <summary>A mistake in the value.</summary>
    /// <param name="what">What is wrong with it, after its name.</param>
    /// <param name="cause">What told of it, or null.</param>
    public FormatException Mistake(string what, Exception? cause = null) =>
        new($"{(Where.Length == 0 ? "the whole" : $"'{Where}'")} {what}.", cause);

    // What is no text at all is only told when it is asked for.
    private string Decode(Func<string> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException malformed)
        {
            throw Mistake("is not well-formed Unicode", malformed);
        }
    }

    private void Expect(JsonValueKind kind, string name)
    {
        if (Value.ValueKind != kind)
        {
            throw Mistake($"is not {name}");
        }
    }
}
