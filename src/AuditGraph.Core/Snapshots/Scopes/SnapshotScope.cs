using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>Which part of a workspace a snapshot covers.</summary>
/// <remarks>
/// Everything named <c>.git</c> at any depth, and the folders <c>.pkg</c> and <c>exports</c> of the root, are left out
/// whatever the scope says.
/// </remarks>
internal sealed record SnapshotScope
{
    /// <summary>The whole workspace.</summary>
    public static SnapshotScope Everything { get; } = new();

    /// <summary>
    /// Patterns of which each is a line of a gitignore file; with any, only what they match, and what is in a folder
    /// that they match, is covered. With none, everything is.
    /// </summary>
    public ValueList<string> Include { get; init; } = [];

    /// <summary>Patterns of the same form; what they match, and what is in a folder that they match, is left out.</summary>
    public ValueList<string> Exclude { get; init; } = [];

    /// <summary>Whether the untracked files that git ignores are left out.</summary>
    public bool RespectGitignore { get; init; }

    /// <summary>Whether folders on which another file system is mounted are not entered.</summary>
    public bool OneFileSystem { get; init; }

    /// <summary>The SHA-256 of the scope's canonical JSON.</summary>
    public ContentHash Digest => ContentHash.Of(CanonicalJson.Serialize(ToJson()));

    /// <summary>Whether a snapshot of this scope holds all that one of another scope would, so that it can be filtered to it.</summary>
    /// <param name="other">The other scope.</param>
    public bool Covers(SnapshotScope other) =>
        Equals(other)
        || (Include.Count == 0
            && Exclude.Count == 0
            && !RespectGitignore
            && !other.RespectGitignore
            && OneFileSystem == other.OneFileSystem);

    /// <summary>The scope as JSON.</summary>
    public JsonObject ToJson() => new()
    {
        ["exclude"] = Array(Exclude),
        ["include"] = Array(Include),
        ["one_file_system"] = OneFileSystem,
        ["respect_gitignore"] = RespectGitignore,
    };

    /// <summary>Reads the canonical JSON of a scope, at whose beginning the reader is; afterwards it is at its end.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">A value is of another type.</exception>
    public static SnapshotScope Read(ref Utf8JsonReader reader)
    {
        Expect(reader.TokenType == JsonTokenType.StartObject);
        ReadName(ref reader, "exclude"u8);
        ValueList<string> exclude = ReadList(ref reader);
        ReadName(ref reader, "include"u8);
        ValueList<string> include = ReadList(ref reader);
        ReadName(ref reader, "one_file_system"u8);
        bool oneFileSystem = reader.GetBoolean();
        ReadName(ref reader, "respect_gitignore"u8);
        bool respectGitignore = reader.GetBoolean();
        Expect(reader.Read() && reader.TokenType == JsonTokenType.EndObject);
        return new SnapshotScope
        {
            Exclude = exclude,
            Include = include,
            OneFileSystem = oneFileSystem,
            RespectGitignore = respectGitignore,
        };
    }

    /// <summary>The canonical JSON.</summary>
    public override string ToString() => Encoding.UTF8.GetString(CanonicalJson.Serialize(ToJson()));

    private static JsonArray Array(ValueList<string> items)
    {
        var array = new JsonArray();
        foreach (string item in items)
        {
            array.Add((JsonNode)JsonValue.Create(item));
        }

        return array;
    }

    private static ValueList<string> ReadList(ref Utf8JsonReader reader)
    {
        Expect(reader.TokenType == JsonTokenType.StartArray);
        var items = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            items.Add(reader.GetString()!);
        }

        Expect(reader.TokenType == JsonTokenType.EndArray);
        return [.. items];
    }

    private static void ReadName(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        Expect(reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(name));
        reader.Read();
    }

    private static void Expect(bool isAsExpected)
    {
        if (!isAsExpected)
        {
            throw new FormatException("A scope has the members exclude, include, one_file_system and respect_gitignore, in this order.");
        }
    }
}
