using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Reads single jobs.</summary>
/// <param name="values">Reads single values.</param>
/// <param name="actions">The actions there are.</param>
/// <param name="defaults">What a job need not say.</param>
/// <param name="root">The workspace's root.</param>
/// <param name="configPath">The file.</param>
/// <param name="configSha256">The SHA-256 of the file's bytes, or null where nobody asks for it.</param>
/// <param name="describeRun">Says why a run cannot be compared with, or null where it can; null where nobody asks.</param>
internal sealed class JobReader(
    ValueReader values,
    IReadOnlyList<ActionDescriptor> actions,
    JobDefaults defaults,
    string root,
    string configPath,
    string? configSha256,
    Func<string, string?>? describeRun)
{
    private readonly SettingsReader settings = new(values);
    private readonly NeedsReader needs = new(values);
    private readonly ArgumentReader arguments = new(values, describeRun);
    private readonly FailOnReader failOn = new(values);
    private readonly OutputReader outputs = new(values, defaults);

    // Made once, not for each job.
    private readonly Func<string, string?> elsewhereOfNamed = key => PlaceElsewhere(key, actions, isListed: false);
    private readonly Func<string, string?> elsewhereOfListed = key => PlaceElsewhere(key, actions, isListed: true);

    /// <summary>Reads a job.</summary>
    /// <param name="draft">The job's name and place; what is found is put there.</param>
    /// <param name="mapping">What the job says; null where it says nothing.</param>
    /// <param name="isListed">Whether the job is an item of a list and carries its name.</param>
    public void Read(JobDraft draft, MappingNode? mapping, bool isListed)
    {
        int errors = values.Diagnostics.ErrorCount;
        if (values.Diagnostics.IsClosed)
        {
            return;
        }

        if (mapping is null)
        {
            ReportMissingAction(draft);
            return;
        }

        values.RefuseUnknown(
            mapping, draft.Path, isListed ? JobKeys.OfListedJob : JobKeys.OfJob, ConfigurationErrors.KeyUnknown,
            "a key of a job", isListed ? elsewhereOfListed : elsewhereOfNamed);
        string? description = ReadDescription(mapping, draft.Path);
        ValueList<string> tags = settings.Tags(mapping, draft.Path) ?? defaults.Tags;
        bool enabled = settings.Enabled(mapping, draft.Path) ?? defaults.Enabled;
        TimeSpan? timeout = settings.Timeout(mapping, draft.Path) ?? defaults.Timeout;
        int retries = settings.Retries(mapping, draft.Path) ?? defaults.Retries;
        TimeSpan retryDelay = settings.RetryDelay(mapping, draft.Path) ?? defaults.RetryDelay;
        ValueList<string> retryOn = settings.RetryOn(mapping, draft.Path) ?? defaults.RetryOn;
        bool allowFailure = settings.AllowFailure(mapping, draft.Path) ?? defaults.AllowFailure;
        ReuseSetting reuse = settings.Reuse(mapping, draft.Path) ?? defaults.Reuse;
        draft.Needs = needs.Read(mapping, draft.Path);
        (ActionDescriptor? action, ValueMap<object?>? given) = ReadAction(draft, mapping);
        ValueList<string> failKinds = failOn.Read(mapping, draft.Path, action);
        bool failOnNew = failOn.ReadNew(mapping, draft.Path, action);
        ValueList<string> controls = settings.Controls(mapping, draft.Path) ?? [];
        ValueList<AuditJobOutput>? written = outputs.Read(draft, mapping, action);
        if (values.Diagnostics.ErrorCount > errors
            || draft is not { Name: { } name, IsRepeated: false }
            || action is null || given is null || written is null)
        {
            return;
        }

        draft.Job = new AuditJob
        {
            Name = name,
            Description = description,
            Tags = tags,
            Enabled = enabled,
            ActionType = action.Type,
            Arguments = given,
            Outputs = written,
            Needs = NeedsOf(draft.Needs),
            FailOn = failKinds,
            FailOnNewOnly = failOnNew,
            Controls = controls,
            Timeout = timeout,
            Retries = retries,
            RetryDelay = retryDelay,
            RetryOn = retryOn,
            AllowFailure = allowFailure,
            Reuse = reuse.IsOn,
            ReuseMaxAge = reuse.MaxAge,
            Root = root,
            ConfigPath = configPath,
            ConfigSha256 = configSha256,
        };
    }

    private static ValueList<AuditJobNeed> NeedsOf(List<NeedItem> items)
    {
        var needs = new AuditJobNeed[items.Count];
        for (int index = 0; index < needs.Length; index++)
        {
            NeedItem item = items[index];
            needs[index] = new AuditJobNeed(item.Node.Text, item.When, item.AcceptsFail);
        }

        return ValueList.Create<AuditJobNeed>(needs);
    }

    private static string? PlaceElsewhere(string key, IReadOnlyList<ActionDescriptor> actions, bool isListed)
    {
        switch (key)
        {
            case JobKeys.Name when !isListed:
                return "the job's name is its key; 'name' belongs to jobs in a list";
            case JobKeys.Type or JobKeys.Args:
                return $"'{key}' belongs under 'action'";
            case JobKeys.Path or JobKeys.Format:
                return $"'{key}' belongs under 'output'";
            default:
                foreach (ActionDescriptor action in actions)
                {
                    if (ArgumentReader.PlaceOf(action, key) is { } place)
                    {
                        return place;
                    }
                }

                return null;
        }
    }

    private string? ReadDescription(MappingNode mapping, DocumentPath path)
    {
        if (mapping.Find(JobKeys.Description) is not { } entry)
        {
            return null;
        }

        DocumentPath place = path.Member(JobKeys.Description);
        ScalarNode? node = values.Text(
            entry, entry.Value, place, "a text", ConfigurationErrors.ValueKindWrong, TextRules.IsLines);
        if (node is not null && !TextRules.IsLines(node.Text))
        {
            values.Diagnostics.Add(
                ConfigurationErrors.TextInvalid, node.Span, place,
                $"'{JobKeys.Description}' is {OffendingText.Quote(node.Text)}; expected {TextRules.ExpectedLines}");
        }

        return node?.Text;
    }

    private (ActionDescriptor? Action, ValueMap<object?>? Arguments) ReadAction(JobDraft draft, MappingNode mapping)
    {
        if (mapping.Find(JobKeys.Action) is not { } entry)
        {
            if (mapping.IsComplete)
            {
                ReportMissingAction(draft);
            }

            return default;
        }

        DocumentPath path = draft.Path.Member(JobKeys.Action);
        if (entry.Value is ScalarNode { Type: ScalarKind.Text } shortForm && FindAction(shortForm.Text) is not null)
        {
            values.Diagnostics.Add(
                ConfigurationErrors.ValueKindWrong, shortForm.Span, path,
                $"'{JobKeys.Action}' is {shortForm.Kind}; expected a mapping with the key '{JobKeys.Type}'",
                $"write 'type: {shortForm.Text}' below 'action:'");
            return default;
        }

        if (values.Mapping(entry, path) is not { } action)
        {
            if (entry.Value is ScalarNode { Type: ScalarKind.Null } && mapping.IsComplete)
            {
                ReportMissingType(entry, path);
            }

            return default;
        }

        values.RefuseUnknown(
            action, path, JobKeys.OfAction, ConfigurationErrors.KeyUnknown, "a key of 'action'", elsewhereOfListed);
        MappingEntry? argsEntry = action.Find(JobKeys.Args);
        DocumentPath argsPath = path.Member(JobKeys.Args);
        MappingNode? args = argsEntry is null ? null : values.Mapping(argsEntry, argsPath);
        if (ReadType(action, entry, path) is not { } type)
        {
            return default;
        }

        (ActionDescriptor descriptor, ScalarNode typeNode) = type;
        return (descriptor, arguments.Read(descriptor, args, typeNode, argsPath, draft.NamedJobs));
    }

    private (ActionDescriptor Action, ScalarNode Node)? ReadType(MappingNode action, MappingEntry entry, DocumentPath path)
    {
        if (action.Find(JobKeys.Type) is not { } typeEntry)
        {
            if (action.IsComplete)
            {
                ReportMissingType(entry, path);
            }

            return null;
        }

        DocumentPath place = path.Member(JobKeys.Type);
        if (typeEntry.Value is ScalarNode { Type: ScalarKind.Null })
        {
            ReportMissingType(typeEntry, place);
            return null;
        }

        ScalarNode? node = values.Text(
            typeEntry, typeEntry.Value, place, "the type of an action", ConfigurationErrors.ValueKindWrong, _ => false);
        if (node is null)
        {
            return null;
        }

        if (FindAction(node.Text) is { } found)
        {
            return (found, node);
        }

        string[] known = KnownTypes();
        string? nearest = NearestName.Find(node.Text, known) ?? NearestByLastPart(node.Text, known);
        values.Diagnostics.Add(
            ConfigurationErrors.ActionUnknown, node.Span, place,
            $"{OffendingText.Quote(node.Text)} is not an action; expected one of {string.Join(", ", known)}",
            nearest is null ? null : $"did you mean '{nearest}'?",
            nearest is null ? null : values.Rewrite(node, nearest));

        // The arguments are looked at as those of the action that was meant.
        return nearest is null ? null : (FindAction(nearest)!, node);
    }

    private void ReportMissingAction(JobDraft draft) =>
        values.Diagnostics.Add(
            ConfigurationErrors.ActionTypeMissing, draft.NameSpan, draft.Path,
            $"the job {(draft.Name is null ? "" : OffendingText.Quote(draft.Name) + " ")}has no action; expected 'action:' with 'type:' below it, one of {string.Join(", ", KnownTypes())}");

    private void ReportMissingType(MappingEntry entry, DocumentPath path) =>
        values.Diagnostics.Add(
            ConfigurationErrors.ActionTypeMissing, entry.Key.Span, path,
            $"the action has no type; expected '{JobKeys.Type}', one of {string.Join(", ", KnownTypes())}");

    private ActionDescriptor? FindAction(string type)
    {
        foreach (ActionDescriptor action in actions)
        {
            if (action.Type == type)
            {
                return action;
            }
        }

        return null;
    }

    private string[] KnownTypes()
    {
        var types = new string[actions.Count];
        for (int index = 0; index < types.Length; index++)
        {
            types[index] = actions[index].Type;
        }

        return types;
    }

    // 'changed_since' alone, or with another family before it, is a likely slip of the pen.
    private static string? NearestByLastPart(string type, string[] known)
    {
        string last = type[(type.LastIndexOf('.') + 1)..];
        foreach (string candidate in known)
        {
            string lastKnown = candidate[(candidate.LastIndexOf('.') + 1)..];
            if (NearestName.Find(last, [lastKnown]) is not null)
            {
                return candidate;
            }
        }

        return null;
    }
}
