using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Snapshots.Stores;

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

    /// <summary>The header's canonical JSON.</summary>
    public byte[] ToBytes() => CanonicalJson.Serialize(new JsonObject
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
    });

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
        long bytes = ReadNumber(ref reader, "bytes"u8);
        long excluded = ReadNumber(ref reader, "excluded"u8);
        long files = ReadNumber(ref reader, "files"u8);
        long gaps = ReadNumber(ref reader, "gaps"u8);
        string job = ReadText(ref reader, "job"u8);
        string root = ReadText(ref reader, "root"u8);
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
            Root = ContentHash.TryParse(root, out ContentHash hash) ? hash : throw new FormatException("A root is a SHA-256."),
            Files = files,
            Bytes = bytes,
            Excluded = excluded,
            Gaps = gaps,
        };
    }

    private static long ReadNumber(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        ReadName(ref reader, name);
        return reader.GetInt64();
    }

    private static string ReadText(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        ReadName(ref reader, name);
        return reader.GetString() ?? throw new FormatException("A snapshot's header holds no null.");
    }

    private static void ReadName(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(name))
        {
            throw new FormatException($"A snapshot's header holds '{Encoding.UTF8.GetString(name)}' where it belongs.");
        }

        reader.Read();
    }
}
