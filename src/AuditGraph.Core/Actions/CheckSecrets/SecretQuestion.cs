using System.Text.Json.Nodes;
using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>Asks for the secrets in a content.</summary>
internal sealed class SecretQuestion : IContentQuestion<SecretYield>
{
    /// <summary>The most bytes that are read of a file, whatever a job says.</summary>
    public const int LargestContent = 256 << 20;

    // Raised with every change of what is found in a content, so that nothing is taken for known that another version
    // found.
    private const int Revision = 1;

    private readonly SecretScanner scanner;

    /// <summary>Asks by some rules.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="key">Tells secrets apart.</param>
    public SecretQuestion(IReadOnlyList<SecretRule> rules, FingerprintKey key)
    {
        scanner = new SecretScanner(rules, key);
        Digest = ContentHash.Of(CanonicalJson.Serialize(new JsonObject
        {
            ["revision"] = Revision,
            ["rules"] = new JsonArray([.. rules.Select(rule => (JsonNode)rule.Id)]),
            ["key"] = key.Id,
        }));
    }

    /// <inheritdoc/>
    public ContentHash Digest { get; }

    /// <inheritdoc/>
    public string? FindObstacle(long bytes) =>
        bytes > LargestContent ? $"It is larger than the {LargestContent >> 20} MiB that are read." : null;

    /// <inheritdoc/>
    public SecretYield? TryAnswer(byte[] content, out string? obstacle, CancellationToken cancellation)
    {
        obstacle = null;
        return PlainText.TryDecode(content) is { } text ? scanner.Scan(text, cancellation) : SecretYield.Binary;
    }
}
