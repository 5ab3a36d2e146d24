using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Ledger;

/// <summary>What an entry <c>baseline.approved</c> says besides what all entries do.</summary>
internal sealed record BaselineApproval
{
    /// <summary>Who approved: the user and the host.</summary>
    public required string By { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>The run whose state was approved.</summary>
    public required string Approved { get; init; }

    /// <summary>The hash of the header of the snapshot that is approved, which is named after the approval.</summary>
    public required ContentHash Snapshot { get; init; }

    /// <summary>The patterns of what was approved; none where that was everything.</summary>
    public ValueList<string> Paths { get; init; } = [];

    /// <summary>The approval of the job that was in force before; null for its first.</summary>
    public string? Previous { get; init; }

    /// <summary>Writes the members of an entry.</summary>
    public void AddTo(JsonObject members)
    {
        members.Add("approved", Approved);
        members.Add("by", By);
        members.Add("reason", Reason);
        members.Add("snapshot", Snapshot.ToString());
        if (Paths.Count > 0)
        {
            members.Add("paths", new JsonArray([.. Paths.Select(path => JsonValue.Create(path))]));
        }

        if (Previous is not null)
        {
            members.Add("previous", Previous);
        }
    }

    /// <summary>Reads the members of an entry.</summary>
    /// <exception cref="FormatException">One is missing.</exception>
    /// <exception cref="InvalidOperationException">One is of another kind.</exception>
    public static BaselineApproval Read(JsonObject members) => new()
    {
        By = Text(members, "by") ?? throw Missing("by"),
        Reason = Text(members, "reason") ?? throw Missing("reason"),
        Approved = Text(members, "approved") ?? throw Missing("approved"),
        Snapshot = ContentHash.Parse(Text(members, "snapshot") ?? throw Missing("snapshot")),
        Paths = (members["paths"]?.AsArray() ?? []).Select(path => path?.GetValue<string>() ?? throw Missing("paths")).ToValueList(),
        Previous = Text(members, "previous"),
    };

    /// <summary>What no approval can say, in a sentence; null where there is nothing of the kind.</summary>
    /// <param name="id">The approval's id.</param>
    public string? Problem(string id) =>
        By.Length == 0 || Reason.Length == 0 ? "An approval says by whom it is and why."
        : Paths.Any(path => path.Length == 0) ? "A pattern of paths is not empty."
        : !IdText.IsId(Approved) || Approved == id ? "An approval is of a run."
        : Previous is not null && (!IdText.IsId(Previous) || Previous == id || Previous == Approved)
            ? "An approval builds on another approval."
        : null;

    private static string? Text(JsonObject members, string name) => members[name]?.GetValue<string>();

    private static FormatException Missing(string name) => new($"An approval has the member '{name}'.");
}
