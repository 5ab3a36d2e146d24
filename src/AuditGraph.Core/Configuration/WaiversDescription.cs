using System.Globalization;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Reading;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration;

/// <summary>What the optional <c>config/waivers.yaml</c> may say.</summary>
internal static class WaiversDescription
{
    /// <summary>The key of the list.</summary>
    public const string Waivers = "waivers";

    /// <summary>The rule whose findings are set aside.</summary>
    public const string Rule = "rule";

    /// <summary>Where the rule's findings are set aside.</summary>
    public const string Paths = "path";

    /// <summary>The one finding that is set aside.</summary>
    public const string Fingerprint = "fingerprint";

    /// <summary>Why.</summary>
    public const string Reason = "reason";

    /// <summary>Who answers for it.</summary>
    public const string Owner = "owner";

    /// <summary>The last day.</summary>
    public const string Expires = "expires";

    /// <summary>Where it was decided.</summary>
    public const string Ticket = "ticket";

    /// <summary>How a day is written.</summary>
    public const string DayFormat = "yyyy-MM-dd";

    private static readonly TextValue Words = new(
        $"words, {TextRules.ExpectedLines}", TextRules.LinesPattern, text => TextRules.IsLines(text) && !string.IsNullOrWhiteSpace(text) ? text : null);

    /// <summary>The description.</summary>
    public static FileDescription Value { get; } = new(
        "AuditGraph waivers",
        ["config/waivers.yaml", "config/waivers.yml", "config/waivers.json"],
        "What somebody has set aside of what checks find: config/waivers.yaml, config/waivers.yml or config/waivers.json.",
        new SectionValue(new KeyDescription(Waivers, "The waivers; of several that cover a finding the first holds.", new SectionListValue(new SectionValue(
            new KeyDescription(
                Rule, "The rule whose findings are set aside, such as files.missing.",
                new TextValue($"the name of a rule: {TextRules.ExpectedTag}", TextRules.TagPattern, text => TextRules.IsTag(text) ? text : null)),
            new KeyDescription(
                Paths, "The files in which the rule's findings are set aside: a pattern as in a .gitignore file.",
                new TextValue(TextRules.ExpectedGlob, TextRules.GlobPattern, text => TextRules.IsGlob(text) && text[0] != '!' ? text : null))
            {
                Beside = Rule,
            },
            new KeyDescription(
                Fingerprint, "The fingerprint of the one finding that is set aside.",
                new TextValue("a finding's fingerprint: 64 hexadecimal digits in lower case", "^[0-9a-f]{64}$", text => IsFingerprint(text) ? text : null)),
            new KeyDescription(Reason, "Why it is right to set them aside.", Words) { Required = true },
            new KeyDescription(Owner, "Who answers for it.", Words) { Required = true },
            new KeyDescription(
                Expires, "The last day, in UTC, on which it holds.",
                new TextValue("a day such as 2027-01-31", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", text => DayOf(text)) { IsTime = true })
            {
                Required = true,
            },
            new KeyDescription(Ticket, "Where it was decided, such as the number of a ticket.", Words))
        {
            OneOf = [Rule, Fingerprint],
        }))))
    {
        Check = Check,
    };

    /// <summary>The waivers that a file lists, in its order.</summary>
    public static IReadOnlyList<AuditWaiver> Read(ConfigSection file) =>
    [
        .. Items(file).Select(item => new AuditWaiver
        {
            Rule = item.Value<string>(Rule),
            Path = item.Value<string>(Paths),
            Fingerprint = item.Value<string>(Fingerprint),
            Reason = item.Value<string>(Reason) ?? "",
            Owner = item.Value<string>(Owner) ?? "",
            Expires = item.Value<DateOnly?>(Expires) ?? DateOnly.MinValue,
            Ticket = item.Value<string>(Ticket),
        }),
    ];

    /// <summary>The waivers of a workspace, in the order of its file; none where it has no such file.</summary>
    /// <param name="root">The workspace's root.</param>
    /// <exception cref="AuditWorkspaceException"><c>WaiversInvalid</c>.</exception>
    public static IReadOnlyList<AuditWaiver> Load(string root) =>
        DescribedConfig.Load(Value, root) is { } file ? Read(file.RequireValid(WorkspaceErrors.WaiversInvalid).Section) : [];

    /// <summary>Whether a text is a finding's fingerprint.</summary>
    public static bool IsFingerprint(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    private static List<ConfigSection> Items(ConfigSection file) => file.Value<List<ConfigSection>>(Waivers) ?? [];

    private static void Check(ConfigSection file, ValueReader values, DateOnly today)
    {
        var seen = new HashSet<(string?, string?, string?)>();
        foreach (ConfigSection item in Items(file))
        {
            (string? rule, string? path, string? fingerprint) = (item.Value<string>(Rule), item.Value<string>(Paths), item.Value<string>(Fingerprint));
            bool isOver = item.Value<DateOnly?>(Expires) < today;
            if ((rule ?? fingerprint) is not null && !isOver && !seen.Add((rule, path, fingerprint)))
            {
                values.Diagnostics.Add(
                    ConfigurationErrors.WaiverRepeated, item.Place, item.Path,
                    "an earlier waiver sets the same findings aside, so this one has no effect");
            }

            if (isOver && item.Node(Expires) is { } day)
            {
                values.Diagnostics.Add(
                    ConfigurationErrors.WaiverExpired, day.Span, item.Path.Member(Expires),
                    $"the waiver held until {day.Text} and sets nothing aside any more");
            }

            CheckPath(item, rule, values);
        }
    }

    private static void CheckPath(ConfigSection item, string? rule, ValueReader values)
    {
        ScalarNode? node = item.Node(Paths);
        string? path = item.Value<string>(Paths);
        if (path is not null && GlobAdvice.On(path, isInclude: true) is { } advice)
        {
            values.Diagnostics.Add(
                advice.Rule, node!.Span, item.Path.Member(Paths), $"the pattern {OffendingText.Quote(path)} {advice.Fault}", advice.Advice,
                advice.Meant is { } meant ? values.Rewrite(node, meant) : null);
        }
        else if (rule is not null && item.Node(Fingerprint) is null && (node is null || path?.All(character => character is '*' or '/') == true))
        {
            values.Diagnostics.Add(
                ConfigurationErrors.WaiverBroad, item.Place, item.Path, $"the waiver sets everything aside that {OffendingText.Quote(rule)} finds");
        }
    }
}
