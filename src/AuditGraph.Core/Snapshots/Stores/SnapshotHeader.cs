using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scopes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Snapshots.Stores;

/// <summary>A stored tree.</summary>
/// <param name="Root">The hash of the topmost node.</param>
/// <param name="Files">Files and links in it.</param>
/// <param name="Bytes">Their bytes.</param>
internal sealed record TreeTotals(ContentHash Root, long Files, long Bytes);

/// <summary>What a stored snapshot says of itself.</summary>
internal sealed record SnapshotHeader
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    /// <summary>The run that took it: a UUID.</summary>
    public required string RunId { get; init; }

    /// <summary>The run's job.</summary>
    public required string Job { get; init; }

    /// <summary>When it was taken, in UTC.</summary>
    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>What it covers.</summary>
    public required SnapshotScope Scope { get; init; }

    /// <summary>The hash of the topmost node.</summary>
    public required ContentHash Root { get; init; }

    /// <summary>Files and links in it.</summary>
    public required long Files { get; init; }

    /// <summary>Their bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Entries that the scope left out.</summary>
    public required long Excluded { get; init; }

    /// <summary>How many things belong to the scope and yet could not be vouched for.</summary>
    public required long Gaps { get; init; }

    /// <summary>
    /// The tree in which everything that was not seen is as an earlier run saw it last; null where that is the same tree,
    /// or is not known because an earlier version took the snapshot.
    /// </summary>
    public TreeTotals? Known { get; init; }

    /// <summary>A <see cref="PathTexts">map</see> from what was not seen to the run that saw it last; null where all was seen.</summary>
    public ContentHash? LastSeen { get; init; }

    /// <summary>A <see cref="PathTexts">map</see> of the ignore files that the scope went by, with their content; null where none count, or an earlier version took the snapshot.</summary>
    public ContentHash? Ignores { get; init; }

    /// <summary>
    /// A <see cref="PathTexts">map</see> of the <see cref="EntryFacts"/> of what was seen; null where nobody asked for them.
    /// </summary>
    public ContentHash? Facts { get; init; }

    /// <summary>Every tree of the snapshot, by its topmost node.</summary>
    public IEnumerable<ContentHash> Roots =>
        new ContentHash?[] { Root, Known?.Root, LastSeen, Ignores, Facts }.OfType<ContentHash>();

    /// <summary>Whether the file must be of the second form, because the first has no place for all that there is.</summary>
    public bool NeedsSecondForm => Known is not null || LastSeen is not null || Ignores is not null || Facts is not null;

    /// <summary>The hash of the header's bytes, and so of all that it says.</summary>
    public ContentHash Digest => ContentHash.Of(ToBytes());

    /// <summary>The header's canonical JSON.</summary>
    public byte[] ToBytes()
    {
        var members = new JsonObject
        {
            ["bytes"] = Bytes,
            ["excluded"] = Excluded,
            ["files"] = Files,
            ["gaps"] = Gaps,
            ["job"] = Job,
            ["root"] = Root.ToString(),
            ["run"] = RunId,
            ["scope"] = Scope.ToJson(),
            ["scopeDigest"] = Scope.Digest.ToString(),
            ["takenAt"] = TakenAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture),
        };
        if (Facts is { } facts)
        {
            members["facts"] = facts.ToString();
        }

        if (Ignores is { } ignores)
        {
            members["ignores"] = ignores.ToString();
        }

        if (Known is { } known)
        {
            members["known"] = new JsonObject { ["bytes"] = known.Bytes, ["files"] = known.Files, ["root"] = known.Root.ToString() };
        }

        if (LastSeen is { } lastSeen)
        {
            members["lastSeen"] = lastSeen.ToString();
        }

        return CanonicalJson.Serialize(members);
    }

    /// <summary>Reads what <see cref="ToBytes"/> made.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static SnapshotHeader FromBytes(ReadOnlySpan<byte> json)
    {
        // Canonical JSON has its members in one order, so a reader of tokens will do; every command reads every
        // header, and a document of nodes would take longer to set up than all of them to read.
        var reader = new Utf8JsonReader(json);
        try
        {
            return Read(ref reader);
        }
        catch (Exception failure) when (failure is InvalidOperationException or JsonException)
        {
            throw new FormatException("A snapshot's header is a JSON object with a fixed set of members.", failure);
        }
    }

    private static SnapshotHeader Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        bool isAhead = false;
        long bytes = ReadNumber(ref reader, "bytes"u8);
        long excluded = ReadNumber(ref reader, "excluded"u8);
        ContentHash? facts = TryReadName(ref reader, "facts"u8, ref isAhead) ? Hash(Text(ref reader)) : null;
        long files = ReadNumber(ref reader, "files"u8, ref isAhead);
        long gaps = ReadNumber(ref reader, "gaps"u8);
        ContentHash? ignores = TryReadName(ref reader, "ignores"u8, ref isAhead) ? Hash(Text(ref reader)) : null;
        string job = ReadText(ref reader, "job"u8, ref isAhead);
        TreeTotals? known = TryReadName(ref reader, "known"u8, ref isAhead) ? ReadTotals(ref reader) : null;
        ContentHash? lastSeen = TryReadName(ref reader, "lastSeen"u8, ref isAhead) ? Hash(Text(ref reader)) : null;
        string root = ReadText(ref reader, "root"u8, ref isAhead);
        string run = ReadText(ref reader, "run"u8);
        ReadName(ref reader, "scope"u8);
        SnapshotScope scope = SnapshotScope.Read(ref reader);
        _ = ReadText(ref reader, "scopeDigest"u8);
        string takenAt = ReadText(ref reader, "takenAt"u8);
        return new SnapshotHeader
        {
            RunId = run,
            Job = job,
            TakenAt = DateTimeOffset.ParseExact(takenAt, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            Scope = scope,
            Root = Hash(root),
            Files = files,
            Bytes = bytes,
            Excluded = excluded,
            Gaps = gaps,
            Known = known,
            LastSeen = lastSeen,
            Ignores = ignores,
            Facts = facts,
        };
    }

    private static TreeTotals ReadTotals(ref Utf8JsonReader reader)
    {
        long bytes = ReadNumber(ref reader, "bytes"u8);
        long files = ReadNumber(ref reader, "files"u8);
        string root = ReadText(ref reader, "root"u8);
        reader.Read();
        return new TreeTotals(Hash(root), files, bytes);
    }

    private static ContentHash Hash(string text) =>
        ContentHash.TryParse(text, out ContentHash hash) ? hash : throw new FormatException("A root is a SHA-256.");

    private static long ReadNumber(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        bool isAhead = false;
        return ReadNumber(ref reader, name, ref isAhead);
    }

    private static long ReadNumber(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref bool isAhead)
    {
        if (!TryReadName(ref reader, name, ref isAhead))
        {
            throw Misplaced(name);
        }

        return reader.GetInt64() is >= 0 and var number ? number : throw new FormatException("A snapshot's header counts from zero.");
    }

    private static string ReadText(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        ReadName(ref reader, name);
        return Text(ref reader);
    }

    private static string ReadText(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref bool isAhead) =>
        TryReadName(ref reader, name, ref isAhead) ? Text(ref reader) : throw Misplaced(name);

    private static string Text(ref Utf8JsonReader reader) =>
        reader.GetString() ?? throw new FormatException("A snapshot's header holds no null.");

    private static void ReadName(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        bool isAhead = false;
        if (!TryReadName(ref reader, name, ref isAhead))
        {
            throw Misplaced(name);
        }
    }

    /// <summary>Goes to the value of the next member if it has a name.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="name">The name.</param>
    /// <param name="isAhead">Whether the reader is at the next member's name already; afterwards, whether it is because it has another name.</param>
    private static bool TryReadName(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref bool isAhead)
    {
        if (!isAhead)
        {
            reader.Read();
        }

        isAhead = reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(name);
        return !isAhead && reader.Read();
    }

    private static FormatException Misplaced(ReadOnlySpan<byte> name) =>
        new($"A snapshot's header holds '{Encoding.UTF8.GetString(name)}' where it belongs.");
}
