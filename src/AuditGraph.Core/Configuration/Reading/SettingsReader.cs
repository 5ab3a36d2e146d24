using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Reads the settings that a job and <c>defaults</c> have in common.</summary>
/// <param name="values">Reads single values.</param>
internal sealed class SettingsReader(ValueReader values)
{
    /// <summary>The most retries a job may ask for.</summary>
    public const int MostRetries = 10;

    private const string ExpectedRetries = "a whole number from 0 to 10";

    private readonly TextSet seen = new();

    /// <summary>Reads <c>tags</c>; null where it is left out.</summary>
    public ValueList<string>? Tags(MappingNode mapping, DocumentPath path)
    {
        if (mapping.Find(JobKeys.Tags) is not { } entry)
        {
            return null;
        }

        DocumentPath place = path.Member(JobKeys.Tags);
        var tags = new List<string>();
        seen.Clear();
        foreach ((ScalarNode node, DocumentPath itemPath) in values.Texts(
            entry, place, "a tag, which is text", ConfigurationErrors.ValueKindWrong, TextRules.IsTag) ?? [])
        {
            if (!TextRules.IsTag(node.Text))
            {
                values.Diagnostics.Add(
                    ConfigurationErrors.TagInvalid, node.Span, itemPath,
                    $"{OffendingText.Quote(node.Text)} is not a tag; expected {TextRules.ExpectedTag}");
            }
            else if (seen.Add(node.Text))
            {
                tags.Add(node.Text);
            }
            else
            {
                ReportRepeated(node, itemPath);
            }
        }

        return tags.ToValueList();
    }

    /// <summary>Reads <c>enabled</c>; null where it is left out.</summary>
    public bool? Enabled(MappingNode mapping, DocumentPath path) =>
        mapping.Find(JobKeys.Enabled) is { } entry
            ? values.Boolean(entry, path.Member(JobKeys.Enabled), ConfigurationErrors.ValueKindWrong)
            : null;

    /// <summary>Reads <c>timeout</c>; null where it is left out.</summary>
    public TimeSpan? Timeout(MappingNode mapping, DocumentPath path)
    {
        if (mapping.Find(JobKeys.Timeout) is not { } entry)
        {
            return null;
        }

        DocumentPath place = path.Member(JobKeys.Timeout);
        const string expected = "a duration: " + DurationText.Expected;
        ScalarNode? node = values.Text(
            entry, entry.Value, place, expected, ConfigurationErrors.TimeoutInvalid, text => DurationText.TryParse(text, out _));
        if (node is null)
        {
            return null;
        }

        if (DurationText.TryParse(node.Text, out TimeSpan timeout))
        {
            return timeout;
        }

        values.Diagnostics.Add(
            ConfigurationErrors.TimeoutInvalid, node.Span, place,
            $"{OffendingText.Quote(node.Text)} is not a duration; expected {DurationText.Expected}");
        return null;
    }

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

    /// <summary>Reads the names under <c>needs</c>.</summary>
    public List<TextItem> Needs(MappingNode mapping, DocumentPath path)
    {
        var needs = new List<TextItem>();
        if (mapping.Find(JobKeys.Needs) is not { } entry)
        {
            return needs;
        }

        seen.Clear();
        foreach ((ScalarNode node, DocumentPath itemPath) in values.Texts(
            entry, path.Member(JobKeys.Needs), "the name of a job", ConfigurationErrors.ValueKindWrong, PlainName.IsValid) ?? [])
        {
            if (seen.Add(node.Text))
            {
                needs.Add(new TextItem(node, itemPath));
            }
            else
            {
                ReportRepeated(node, itemPath);
            }
        }

        return needs;
    }

    private void ReportRepeated(ScalarNode node, DocumentPath path) =>
        values.Diagnostics.Add(
            ConfigurationErrors.ItemRepeated, node.Span, path,
            $"{OffendingText.Quote(node.Text)} is already in this list; the second has no effect");
}
