using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Reads the settings that a job and <c>defaults</c> have in common.</summary>
/// <param name="values">Reads single values.</param>
internal sealed class SettingsReader(ValueReader values)
{
    /// <summary>The most retries a job may ask for.</summary>
    public const int MostRetries = 10;

    private const string ExpectedRetries = "a whole number from 0 to 10";

    private const string ExpectedRetryOn = "'timeout'";

    /// <summary>What <c>retry_on</c> may name.</summary>
    public static string[] RetryReasons { get; } = ["timeout"];

    /// <summary>Reads <c>tags</c>; null where it is left out.</summary>
    public ValueList<string>? Tags(MappingNode mapping, DocumentPath path) =>
        values.DistinctTexts(mapping, path, JobKeys.Tags, "a tag, which is text", TextRules.IsTag, (node, place) =>
            values.Diagnostics.Add(
                ConfigurationErrors.TagInvalid, node.Span, place,
                $"{OffendingText.Quote(node.Text)} is not a tag; expected {TextRules.ExpectedTag}"));

    /// <summary>Reads <c>controls</c>; null where it is left out.</summary>
    public ValueList<string>? Controls(MappingNode mapping, DocumentPath path) =>
        values.DistinctTexts(mapping, path, JobKeys.Controls, "a control, which is text", TextRules.IsTag, (node, place) =>
            values.Diagnostics.Add(
                ConfigurationErrors.ControlInvalid, node.Span, place,
                $"{OffendingText.Quote(node.Text)} is not a control; expected {TextRules.ExpectedTag}"));

    /// <summary>Reads <c>enabled</c>; null where it is left out.</summary>
    public bool? Enabled(MappingNode mapping, DocumentPath path) =>
        mapping.Find(JobKeys.Enabled) is { } entry
            ? values.Boolean(entry, path.Member(JobKeys.Enabled), ConfigurationErrors.ValueKindWrong)
            : null;

    /// <summary>Reads <c>timeout</c>; null where it is left out.</summary>
    public TimeSpan? Timeout(MappingNode mapping, DocumentPath path) =>
        Duration(mapping, path, JobKeys.Timeout, ConfigurationErrors.TimeoutInvalid);

    /// <summary>Reads <c>retries</c>; null where it is left out.</summary>
    public int? Retries(MappingNode mapping, DocumentPath path)
    {
        if (mapping.Find(JobKeys.Retries) is not { } entry)
        {
            return null;
        }

        DocumentPath place = path.Member(JobKeys.Retries);
        long? retries = values.WholeNumber(entry, place, ExpectedRetries, ConfigurationErrors.ValueKindWrong);
        if (retries is null or (>= 0 and <= MostRetries))
        {
            return (int?)retries;
        }

        values.Diagnostics.Add(
            ConfigurationErrors.RetriesInvalid, entry.Value.Span, place,
            $"'{JobKeys.Retries}' is {entry.Value.Kind}; expected {ExpectedRetries}");
        return null;
    }

    /// <summary>Reads <c>retry_delay</c>; null where it is left out.</summary>
    public TimeSpan? RetryDelay(MappingNode mapping, DocumentPath path) =>
        Duration(mapping, path, JobKeys.RetryDelay, ConfigurationErrors.RetryDelayInvalid);

    /// <summary>Reads <c>retry_on</c>; null where it is left out.</summary>
    public ValueList<string>? RetryOn(MappingNode mapping, DocumentPath path) =>
        values.DistinctTexts(mapping, path, JobKeys.RetryOn, ExpectedRetryOn, RetryReasons.Holds, (node, place) =>
        {
            string? nearest = NearestName.Find(node.Text, RetryReasons);
            values.Diagnostics.Add(
                ConfigurationErrors.RetryOnInvalid, node.Span, place,
                $"{OffendingText.Quote(node.Text)} is not what '{JobKeys.RetryOn}' knows; expected {ExpectedRetryOn}",
                nearest is null ? null : $"did you mean '{nearest}'?",
                nearest is null ? null : values.Rewrite(node, nearest));
        });

    /// <summary>Reads <c>allow_failure</c>; null where it is left out.</summary>
    public bool? AllowFailure(MappingNode mapping, DocumentPath path) =>
        mapping.Find(JobKeys.AllowFailure) is { } entry
            ? values.Boolean(entry, path.Member(JobKeys.AllowFailure), ConfigurationErrors.ValueKindWrong)
            : null;

    /// <summary>Reads <c>reuse</c>: yes, no, or how old a report may be; null where it is left out.</summary>
    public ReuseSetting? Reuse(MappingNode mapping, DocumentPath path)
    {
        if (mapping.Find(JobKeys.Reuse) is not { } entry)
        {
            return null;
        }

        DocumentPath place = path.Member(JobKeys.Reuse);
        if (entry.Value is MappingNode section)
        {
            values.RefuseUnknown(section, place, JobKeys.OfReuse, ConfigurationErrors.KeyUnknown, $"a key of '{JobKeys.Reuse}'");
            return new ReuseSetting(IsOn: true, Duration(section, place, JobKeys.MaxAge, ConfigurationErrors.MaxAgeInvalid));
        }

        return values.Boolean(entry, place, ConfigurationErrors.ValueKindWrong) is { } isOn ? new ReuseSetting(isOn) : null;
    }

    private TimeSpan? Duration(MappingNode mapping, DocumentPath path, string key, AuditErrorDescriptor rule) =>
        mapping.Find(key) is { } entry
            && values.Duration(entry, path.Member(key), rule, rule) is { } text
            && DurationText.TryParse(text, out TimeSpan duration)
                ? duration
                : null;
}
