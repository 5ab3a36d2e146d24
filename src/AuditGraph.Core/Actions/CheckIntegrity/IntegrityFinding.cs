using System.Globalization;
using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckIntegrity;

/// <summary>What is not as it was approved, in words.</summary>
/// <param name="Rule">Which of <see cref="IntegrityRuleIds"/> it is.</param>
/// <param name="Message">A sentence that says both what was approved and what is so.</param>
/// <param name="Approved">What was approved; null where nothing was.</param>
/// <param name="Found">
/// What is so; null where nothing is. What is set aside is this: another change is found anew.
/// </param>
internal sealed record IntegrityFinding(string Rule, string Message, string? Approved, string? Found)
{
    /// <summary>That nobody has approved anything yet.</summary>
    /// <param name="job">The job's name.</param>
    public static CheckFinding Unapproved(string job) => new(
        IntegrityRuleIds.Unapproved,
        AuditSeverity.Error,
        $"Nothing is approved for the job '{job}' yet, so that nothing can be compared. If what is there is as it should "
            + "be, approve this run: auditgraph baseline approve --run ID --reason TEXT.",
        Key: "");

    /// <summary>That something is there that was not approved.</summary>
    public static IntegrityFinding Added(ComparedEntry now) => new(
        IntegrityRuleIds.Added,
        now.IsLink ? $"It was not approved: a link to '{EscapedText.Escape(now.Target)}'."
            : $"It was not approved: {SizeText(now)}, SHA-256 {now.Hash}.",
        null,
        StateOf(now));

    /// <summary>That what was approved is gone.</summary>
    public static IntegrityFinding Removed(ComparedEntry before) => new(
        IntegrityRuleIds.Removed,
        before.IsLink ? $"It is gone: a link to '{EscapedText.Escape(before.Target)}' was approved."
            : $"It is gone: {SizeText(before)} were approved, SHA-256 {before.Hash}.",
        StateOf(before),
        null);

    /// <summary>That it is something else.</summary>
    public static IntegrityFinding OtherType(string before, string now) =>
        new(IntegrityRuleIds.Type, $"It is {now} in the place of {before}.", before, now);

    /// <summary>That a file holds something else.</summary>
    public static IntegrityFinding OtherContent(ComparedEntry before, ComparedEntry now) => new(
        IntegrityRuleIds.Content,
        $"It holds SHA-256 {now.Hash} in the place of {before.Hash}.",
        before.Hash.ToString(),
        now.Hash.ToString());

    /// <summary>That a file that may grow does not begin any more with what was approved.</summary>
    /// <param name="before">What was approved.</param>
    /// <param name="beginning">The hash of as many bytes of it as were approved.</param>
    /// <param name="now">What is there.</param>
    public static IntegrityFinding Rewritten(ComparedEntry before, ContentHash beginning, ComparedEntry now) => new(
        IntegrityRuleIds.Content,
        $"Its first {SizeText(before)} are not what was approved: SHA-256 {beginning} in the place of {before.Hash}.",
        before.Hash.ToString(),
        now.Hash.ToString());

    /// <summary>That a file has another size.</summary>
    public static IntegrityFinding OtherSize(ComparedEntry before, ComparedEntry now) => new(
        IntegrityRuleIds.Size,
        $"It has {SizeText(now)} in the place of {NumberText(before.Bytes)}.",
        NumberText(before.Bytes),
        NumberText(now.Bytes));

    /// <summary>That a file that may grow is smaller.</summary>
    public static IntegrityFinding Shrunk(ComparedEntry before, ComparedEntry now) => new(
        IntegrityRuleIds.Shrunk,
        $"It may grow, and has {SizeText(now)}, fewer than the {NumberText(before.Bytes)} that were approved.",
        NumberText(before.Bytes),
        NumberText(now.Bytes));

    /// <summary>That the permissions are others.</summary>
    public static IntegrityFinding OtherMode(EntryFacts before, EntryFacts now) => new(
        IntegrityRuleIds.Mode,
        $"Its mode is {now.ModeText} in the place of {before.ModeText}.",
        before.ModeText,
        now.ModeText);

    /// <summary>That it belongs to others.</summary>
    public static IntegrityFinding OtherOwner(EntryFacts before, EntryFacts now) => new(
        IntegrityRuleIds.Owner,
        $"It belongs to user {NumberText(now.Owner)} and group {NumberText(now.Group)} in the place of user "
            + $"{NumberText(before.Owner)} and group {NumberText(before.Group)}.",
        OwnerText(before),
        OwnerText(now));

    /// <summary>
    /// What a link leads to else than before, and how many names something has else; null where both are as they were.
    /// </summary>
    public static IntegrityFinding? OtherLinks(
        ComparedEntry? before, ComparedEntry? now, EntryFacts? factsBefore, EntryFacts? factsNow)
    {
        (string Message, string Approved, string Found)[] parts =
        [
            .. before is { IsLink: true } && now is not null && before.Hash != now.Hash
                ? [TargetsOf(before, now)] : Array.Empty<(string, string, string)>(),
            .. factsBefore?.Links is { } old && factsNow?.Links is { } found && old != found
                ? [NamesOf(old, found)] : Array.Empty<(string, string, string)>(),
        ];
        return parts.Length == 0 ? null : new(
            IntegrityRuleIds.Links,
            string.Join(' ', parts.Select(part => part.Message)),
            string.Join(", ", parts.Select(part => part.Approved)),
            string.Join(", ", parts.Select(part => part.Found)));
    }

    /// <summary>The path of a finding; a dot for the root itself.</summary>
    public static string PathOf(TreePath path) => path.Bytes.IsEmpty ? "." : path.ToString();

    /// <summary>The finding of a path.</summary>
    /// <param name="path">The path.</param>
    /// <param name="pattern">The pattern that decides on it.</param>
    public CheckFinding At(TreePath path, PolicyPattern pattern) => new(Rule, pattern.Rule.Severity, Message, Found ?? "")
    {
        Path = PathOf(path),
        Properties = new(
        [
            .. Approved is null ? [] : (KeyValuePair<string, string>[])[new("approved", Approved)],
            .. Found is null ? [] : (KeyValuePair<string, string>[])[new("found", Found)],
            new("pattern", DisplayText.Escape(pattern.Text)),
        ]),
    };

    private static (string Message, string Approved, string Found) TargetsOf(ComparedEntry before, ComparedEntry now)
    {
        string old = EscapedText.Escape(before.Target);
        string found = EscapedText.Escape(now.Target);
        return ($"It leads to '{found}' in the place of '{old}'.", old, found);
    }

    private static (string Message, string Approved, string Found) NamesOf(uint old, uint found) =>
        ($"It has {CountText.Of(found, "name")} in the place of {NumberText(old)}.", NumberText(old), NumberText(found));

    private static string StateOf(ComparedEntry entry) =>
        entry.IsLink ? $"link to {EscapedText.Escape(entry.Target)}" : entry.Hash.ToString();

    private static string OwnerText(EntryFacts facts) => $"{NumberText(facts.Owner)}:{NumberText(facts.Group)}";

    private static string SizeText(ComparedEntry entry) => CountText.Of(entry.Bytes, "byte");

    private static string NumberText(long number) => number.ToString(CultureInfo.InvariantCulture);
}
