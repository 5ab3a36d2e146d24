using System.Globalization;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Reads where a job's report goes and in which format.</summary>
/// <param name="values">Reads single values.</param>
/// <param name="defaults">What a job need not say.</param>
internal sealed class OutputReader(ValueReader values, JobDefaults defaults)
{
    /// <summary>The most outputs that a job can have.</summary>
    public const int Most = 16;

    /// <summary>
    /// Reads <c>output</c>: a mapping, or a list of some, each of which is a file. The format of one is that which is named,
    /// else that of the path's extension, else the default one, else the action's first; the path is that which is named, else
    /// <c>exports/reports/&lt;job&gt;</c> with the format's extension.
    /// </summary>
    /// <returns>The outputs; null where one is faulty or rests on something that is.</returns>
    public ValueList<AuditJobOutput>? Read(JobDraft draft, MappingNode mapping, ActionDescriptor? action)
    {
        DocumentPath place = draft.Path.Member(JobKeys.Output);
        if (mapping.Find(JobKeys.Output) is not { } entry || entry.Value is ScalarNode { Type: ScalarKind.Null })
        {
            return ListOf(Read(draft, mapping, null, place, action));
        }

        return entry.Value is SequenceNode list ? ReadList(draft, mapping, entry, list, place, action)
            : values.Mapping(entry, place) is { } only ? ListOf(Read(draft, mapping, only, place, action))
            : null;
    }

    /// <summary>Reads a format that some action writes.</summary>
    public string? ReadFormatName(MappingEntry entry, DocumentPath place, IReadOnlyList<string> known)
    {
        string expected = $"one of {string.Join(", ", known)}";
        ScalarNode? node = values.Text(
            entry, entry.Value, place, expected, ConfigurationErrors.ValueKindWrong, known.Holds);
        if (node is null || known.Holds(node.Text))
        {
            return node?.Text;
        }

        string lower = node.Text.ToLowerInvariant();
        string? nearest = lower is "markdown" && known.Holds("md") ? "md" : NearestName.Find(lower, known);
        values.Diagnostics.Add(
            ConfigurationErrors.OutputFormatInvalid, node.Span, place,
            $"{OffendingText.Quote(node.Text)} {FaultOf(node.Text)}; expected {expected}",
            nearest is null ? null : $"did you mean '{nearest}'?",
            nearest is null ? null : values.Rewrite(node, nearest));
        return null;
    }

    private static ValueList<AuditJobOutput>? ListOf(AuditJobOutput? output) => output is null ? null : [output];

    private ValueList<AuditJobOutput>? ReadList(
        JobDraft draft, MappingNode mapping, MappingEntry entry, SequenceNode list, DocumentPath place, ActionDescriptor? action)
    {
        if (list.Items.Length is 0 or > Most)
        {
            values.ReportKind(
                ConfigurationErrors.ValueKindWrong, entry, list, place,
                string.Create(CultureInfo.InvariantCulture, $"a mapping, or a list of 1 to {Most} mappings; this one has {list.Items.Length} items"));
            return null;
        }

        var outputs = new List<AuditJobOutput>();
        for (int index = 0; index < list.Items.Length; index++)
        {
            DocumentPath item = place.Item(index);
            if (list.Items[index] is not MappingNode one)
            {
                values.ReportKind(ConfigurationErrors.ValueKindWrong, entry, list.Items[index], item, "a mapping of 'path' and 'format'");
            }
            else if (Read(draft, mapping, one, item, action) is { } output)
            {
                outputs.Add(output);
            }
        }

        return outputs.Count == list.Items.Length ? outputs.ToValueList() : null;
    }

    private AuditJobOutput? Read(
        JobDraft draft, MappingNode mapping, MappingNode? output, DocumentPath place, ActionDescriptor? action)
    {
        if (output is not null)
        {
            values.RefuseUnknown(output, place, JobKeys.OfOutput, ConfigurationErrors.KeyUnknown, "a key of 'output'");
        }

        MappingEntry? pathEntry = output?.Find(JobKeys.Path);
        MappingEntry? formatEntry = output?.Find(JobKeys.Format);
        ScalarNode? path = pathEntry is null ? null : ReadPath(pathEntry, place.Member(JobKeys.Path));
        string? format = ReadFormat(draft, formatEntry, path, pathEntry is not null, action, place);
        RequireControls(draft, mapping, format, formatEntry, path, place);
        DraftOutput? read = null;
        if (path is not null)
        {
            read = new DraftOutput(path.Text, path.Span, place.Member(JobKeys.Path));
        }
        else if (pathEntry is null && format is not null && draft.Name is not null)
        {
            read = new DraftOutput(
                OutputPathRule.Default(draft.Name, ReportFormats.ExtensionOf(format)),
                formatEntry?.Value.Span ?? draft.NameSpan,
                formatEntry is null ? draft.Path : place.Member(JobKeys.Format));
        }

        if (read is null)
        {
            return null;
        }

        draft.Outputs.Add(read);
        return format is null ? null : new AuditJobOutput(read.Path, format);
    }

    // What another action writes may be asked of this one.
    private static string FaultOf(string format) =>
        ReportFormats.IsOfFindings(format) ? "is a format of findings, which checks alone make"
        : ReportFormats.IsOfManifest(format) ? "is a format of manifests, which report.manifest alone makes"
        : "is not a format";

    private void RequireControls(
        JobDraft draft, MappingNode mapping, string? format, MappingEntry? formatEntry, ScalarNode? path, DocumentPath place)
    {
        bool namesControls = mapping.Find(JobKeys.Controls) is { Value: not (ScalarNode { Type: ScalarKind.Null } or SequenceNode { Items.Length: 0 }) };
        if (format is null || namesControls || !ReportFormats.IsOfControls(format))
        {
            return;
        }

        (SourceSpan span, DocumentPath told) = formatEntry is not null ? (formatEntry.Value.Span, place.Member(JobKeys.Format))
            : path is not null ? (path.Span, place.Member(JobKeys.Path))
            : (draft.NameSpan, draft.Path);
        values.Diagnostics.Add(
            ConfigurationErrors.KeysTogether, span, told,
            $"the format '{format}' says how controls are met, and the job names none; "
            + $"expected '{JobKeys.Controls}' beside '{JobKeys.Output}', such as [ISO27001/A.8.9], or another format");
    }

    private ScalarNode? ReadPath(MappingEntry entry, DocumentPath place)
    {
        const string expected = OutputPathRule.Expected;
        ScalarNode? node = values.Text(
            entry, entry.Value, place, $"a job output path: {expected}", ConfigurationErrors.ValueKindWrong,
            text => OutputPathRule.FindFault(text) is null);
        if (node is null || OutputPathRule.FindFault(node.Text) is not { } fault)
        {
            return node;
        }

        string? meant = OutputPathRule.FindMeant(node.Text);
        values.Diagnostics.Add(
            ConfigurationErrors.OutputPathInvalid, node.Span, place,
            $"the job output path {OffendingText.Quote(node.Text)} {fault}; expected {expected}",
            meant is null ? null : $"did you mean '{meant}'?",
            meant is null ? null : values.Rewrite(node, meant));
        return null;
    }

    private string? ReadFormat(
        JobDraft draft, MappingEntry? entry, ScalarNode? path, bool isPathGiven, ActionDescriptor? action, DocumentPath place)
    {
        ValueList<string> known = action?.Formats ?? ReportFormats.All;
        string? told = path is null
            ? null
            : ReportFormats.OfPath(path.Text, known) ?? ReportFormats.OfPath(path.Text, ReportFormats.All);
        if (entry is not null)
        {
            string? format = ReadFormatName(entry, place.Member(JobKeys.Format), known);
            if (path is not null && format is not null && told is not null && told != format && known.Holds(told))
            {
                values.Diagnostics.Add(
                    ConfigurationErrors.OutputFormatMismatch, path.Span, place.Member(JobKeys.Path),
                    $"the job output path ends with '.{ReportFormats.ExtensionOf(told)}', but the format is '{format}'");
            }

            return format;
        }

        if (isPathGiven)
        {
            if (path is null || (told is not null && known.Holds(told)))
            {
                return path is null ? null : told;
            }

            values.Diagnostics.Add(
                ConfigurationErrors.OutputFormatInvalid, path.Span, place.Member(JobKeys.Path),
                $"the extension of the job output path {OffendingText.Quote(path.Text)} {(told is null ? "tells no format" : $"tells '{told}', which {FaultOf(told)}")}; "
                + $"expected one of .{string.Join(", .", known.Select(ReportFormats.ExtensionOf))}, or 'format' beside it");
            return null;
        }

        string standard = defaults.Format ?? known[0];
        if (known.Holds(standard))
        {
            return standard;
        }

        values.Diagnostics.Add(
            ConfigurationErrors.OutputFormatInvalid, draft.NameSpan, draft.Path,
            $"the default format '{standard}' is not one that {action!.Type} writes; expected 'output.format', one of {string.Join(", ", known)}");
        return null;
    }
}
