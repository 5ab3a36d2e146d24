using System.Globalization;
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
        try
        {
            JsonObject header = JsonNode.Parse(json)!.AsObject();
            SnapshotScope scope = SnapshotScope.FromJson(header["scope"]);
            if (!ContentHash.TryParse(header["root"]!.GetValue<string>(), out ContentHash root)
                || header["scopeDigest"]!.GetValue<string>() != scope.Digest.ToString())
            {
                throw new FormatException("The root or the scope's digest is no SHA-256, or not the right one.");
            }

            return new SnapshotHeader
            {
                RunId = header["run"]!.GetValue<string>(),
                Job = header["job"]!.GetValue<string>(),
                TakenAt = DateTimeOffset.ParseExact(
                    header["takenAt"]!.GetValue<string>(), TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                Scope = scope,
                Root = root,
                Files = header["files"]!.GetValue<long>(),
                Bytes = header["bytes"]!.GetValue<long>(),
                Excluded = header["excluded"]!.GetValue<long>(),
                Gaps = header["gaps"]!.GetValue<long>(),
            };
        }
        catch (Exception failure) when (failure is NullReferenceException or InvalidOperationException or System.Text.Json.JsonException)
        {
            throw new FormatException("A snapshot's header is a JSON object with a fixed set of members.", failure);
        }
    }
}
