using System.Text.Json.Nodes;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Actions.Parameters;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration.Reading;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Workspaces;
using static AuditGraph.Core.Configuration.Schema.SchemaParts;

namespace AuditGraph.Core.Configuration.Schema;

/// <summary>Generates the JSON Schema (draft 2020-12) of the configuration from the actions' descriptions of themselves.</summary>
/// <remarks>
/// What a schema cannot express is left to <see cref="JobConfigValidator"/>: names and output paths that are unique
/// across jobs and without regard to case; names and patterns that are unique among the mappings of an argument; texts of a list that
/// contradict each other; numbers there that must not exceed others or stand in two lists; variables that are named twice; what the
/// first item of a command may be, and what is passed on as it is; arguments that exclude or need each other; regular expressions
/// that can be matched; needs that exist and form no circle; days that the calendar has; lengths in bytes; a number
/// with a fraction of zero, which JSON takes for a whole one; and whatever concerns the text rather than the values, such as duplicate keys, tags and aliases.
/// </remarks>
internal static class JobSchema
{
    private const string NoLeadingOrTrailingSpace = @"[^ \u0000-\u001f\u007f-\u009f]([^\u0000-\u001f\u007f-\u009f]*[^ \u0000-\u001f\u007f-\u009f])?";
    private const string SincePattern =
        "^(last-run|" + DurationText.Pattern + @"|\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})?)?"
        + "|run:[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
        + @"|git:(?!-)(?!.*\.\.)(?=.{1,256}$)" + NoLeadingOrTrailingSpace + ")$";

    /// <summary>The schema as UTF-8 text, which ends with LF.</summary>
    /// <param name="actions">The actions there are; null for those of the product.</param>
    public static byte[] Generate(IReadOnlyList<ActionDescriptor>? actions = null) =>
        Write(Document(actions ?? ActionCatalog.Product.Descriptors));

    private static JsonObject Document(IReadOnlyList<ActionDescriptor> actions)
    {
        string[] formats = [.. actions.SelectMany(action => action.Formats).Distinct(StringComparer.Ordinal)];
        var definitions = new JsonObject
        {
            ["tags"] = TextOrTexts(Text(TextRules.TagPattern), "Labels by which jobs are chosen together."),
            ["enabled"] = Described(new JsonObject { ["type"] = "boolean" }, "Whether the job runs when it is not asked for by name."),
            ["timeout"] = Described(Text($"^{DurationText.Pattern}$"), "How long one attempt may take: a whole number followed by s, m, h, d or w, such as 90s or 30m."),
            ["retries"] = Described(
                new JsonObject { ["type"] = "integer", ["minimum"] = 0, ["maximum"] = SettingsReader.MostRetries },
                "How many times a failed attempt is followed by another one."),
            ["retryDelay"] = Described(
                Text($"^{DurationText.Pattern}$"),
                "How long to wait before the second attempt; twice as long before each further one, at most 5m. Default: 1s."),
            ["retryOn"] = TextOrTexts(
                Choice(SettingsReader.RetryReasons, "timeout: an attempt that took too long."),
                "What is tried again beside failures that time may heal."),
            ["allowFailure"] = Described(
                new JsonObject { ["type"] = "boolean" }, "Whether the jobs that run together count as gone well where this one did not."),
            ["reuse"] = Reuse(),
            ["need"] = Need(),
            ["output"] = OutputSchema.Output(formats),
            ["job"] = Job(actions, formats, isListed: false),
            ["listedJob"] = Job(actions, formats, isListed: true),
        };
        foreach (ActionDescriptor action in actions)
        {
            definitions[ArgumentsOf(action)] = Arguments(action);
        }

        return new JsonObject
        {
            ["$schema"] = Dialect,
            ["title"] = "AuditGraph jobs",
            ["description"] = "The audit jobs of a workspace: config/jobs.yaml, config/jobs.yml or config/jobs.json.",
            ["type"] = "object",
            ["required"] = new JsonArray(JobKeys.Jobs),
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject
            {
                [JobKeys.Schema] = SchemaKey(),
                [JobKeys.Version] = VersionKey(),
                [JobKeys.Defaults] = Defaults(formats),
                [JobKeys.Jobs] = Jobs(),
            },
            ["$defs"] = definitions,
        };
    }

    private static JsonObject Jobs() => Described(
        new JsonObject
        {
            ["type"] = new JsonArray("object", "array", "null"),
            ["propertyNames"] = new JsonObject { ["pattern"] = PlainName.Pattern },
            ["additionalProperties"] = Reference("job"),
            ["items"] = Reference("listedJob"),
        },
        "The jobs: a mapping of names to jobs, or a list of jobs that carry their names.");

    private static JsonObject Defaults(string[] formats) => Described(
        OptionalObject(new JsonObject
        {
            [JobKeys.Tags] = Reference("tags"),
            [JobKeys.Enabled] = Reference("enabled"),
            [JobKeys.Output] = OptionalObject(new JsonObject { [JobKeys.Format] = Choice(formats, "The format of reports.") }),
            [JobKeys.Timeout] = Reference("timeout"),
            [JobKeys.Retries] = Reference("retries"),
            [JobKeys.RetryDelay] = Reference("retryDelay"),
            [JobKeys.RetryOn] = Reference("retryOn"),
            [JobKeys.AllowFailure] = Reference("allowFailure"),
            [JobKeys.Reuse] = Reference("reuse"),
        }),
        "What a job need not say; a job's own value takes the place of the default.");

    private static JsonObject Job(IReadOnlyList<ActionDescriptor> actions, string[] formats, bool isListed)
    {
        var properties = new JsonObject();
        if (isListed)
        {
            properties[JobKeys.Name] = Described(Text(PlainName.Pattern), $"The job's name: {PlainName.Expected}.");
        }

        properties[JobKeys.Description] = Described(Text(TextRules.LinesPattern), "What the job is for.");
        properties[JobKeys.Tags] = Reference("tags");
        properties[JobKeys.Enabled] = Reference("enabled");
        properties[JobKeys.Action] = Action(actions);
        properties[JobKeys.Output] = OutputSchema.Outputs();
        properties[JobKeys.FailOn] = TextOrTexts(
            new JsonObject { ["enum"] = Array(actions.SelectMany(action => action.FailKinds).Distinct(StringComparer.Ordinal)) },
            "What the job must not find: a run that counts any of them has the verdict fail.");
        properties[JobKeys.FailOnNew] = Described(
            new JsonObject { ["type"] = "boolean" }, "Whether a check fails only on what the job's last good run did not find. Default: false.");
        properties[JobKeys.Controls] = TextOrTexts(
            Text(TextRules.TagPattern), "The controls that the job gives evidence for, such as ISO27001/A.8.9.");
        properties[JobKeys.Needs] = TextOrTexts(Reference("need"), "The jobs that must have ended before this one starts, and how.");
        properties[JobKeys.Timeout] = Reference("timeout");
        properties[JobKeys.Retries] = Reference("retries");
        properties[JobKeys.RetryDelay] = Reference("retryDelay");
        properties[JobKeys.RetryOn] = Reference("retryOn");
        properties[JobKeys.AllowFailure] = Reference("allowFailure");
        properties[JobKeys.Reuse] = Reference("reuse");
        var conditions = new JsonArray();
        foreach (ActionDescriptor action in actions)
        {
            conditions.Add((JsonNode)Condition(action));
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = isListed ? new JsonArray(JobKeys.Name, JobKeys.Action) : new JsonArray(JobKeys.Action),
            ["additionalProperties"] = false,
            ["properties"] = properties,
            ["allOf"] = conditions,
        };
    }

    private static JsonObject Reuse() => Described(
        new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["type"] = "boolean" },
                new JsonObject
                {
                    ["type"] = "object",
                    ["additionalProperties"] = false,
                    ["properties"] = new JsonObject
                    {
                        [JobKeys.MaxAge] = Described(Text($"^{DurationText.Pattern}$"), "How old a report may be to be taken, such as 7d."),
                    },
                }),
        },
        "Whether the report of an earlier run is taken where nothing that it depends on has changed. Default: true.");

    private static JsonObject Need() => new()
    {
        ["anyOf"] = new JsonArray(
            Text(PlainName.Pattern),
            new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray(JobKeys.Job),
                ["additionalProperties"] = false,
                ["properties"] = new JsonObject
                {
                    [JobKeys.Job] = Described(Text(PlainName.Pattern), "The name of the needed job."),
                    [JobKeys.When] = Choice(
                        NeedsReader.Conditions,
                        "ok: it ended well and found no failure; done: any end but cancellation; always: also after cancellation. Default: ok."),
                    [JobKeys.Accept] = Choice(NeedsReader.Accepted, "fail: its verdict may be a failure."),
                },
            }),
    };

    private static JsonObject Action(IReadOnlyList<ActionDescriptor> actions) => Described(
        new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray(JobKeys.Type),
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject
            {
                [JobKeys.Type] = Choice([.. actions.Select(action => action.Type)], string.Join(
                    "\n", actions.Select(action => $"{action.Type}: {action.Summary}"))),
                [JobKeys.Args] = new JsonObject { ["type"] = new JsonArray("object", "null") },
            },
        },
        "What the job does.");

    // What holds for jobs of one action: its arguments, and the formats it writes.
    private static JsonObject Condition(ActionDescriptor action)
    {
        var actionPart = new JsonObject { ["properties"] = new JsonObject { [JobKeys.Args] = Reference(ArgumentsOf(action)) } };
        if (action.Parameters.Any(parameter => parameter.Required))
        {
            actionPart["required"] = new JsonArray(JobKeys.Args);
        }

        var then = new JsonObject
        {
            ["properties"] = new JsonObject
            {
                [JobKeys.Action] = actionPart,
                [JobKeys.FailOn] = TextOrTexts(
                    action.FailKinds.Count == 0 ? new JsonObject { ["not"] = new JsonObject() } : new JsonObject { ["enum"] = Array(action.FailKinds) },
                    $"What {action.Type} counts."),
                [JobKeys.FailOnNew] = action.IsCheck ? true : new JsonObject { ["const"] = false },
                [JobKeys.Output] = OutputSchema.OutputOf(action),
            },
        };
        OutputSchema.RequireControls(then, [.. action.Formats.Where(ReportFormats.IsOfControls)]);
        return new JsonObject
        {
            ["if"] = new JsonObject
            {
                ["properties"] = new JsonObject
                {
                    [JobKeys.Action] = new JsonObject
                    {
                        ["required"] = new JsonArray(JobKeys.Type),
                        ["properties"] = new JsonObject { [JobKeys.Type] = new JsonObject { ["const"] = action.Type } },
                    },
                },
            },
            ["then"] = then,
        };
    }

    private static JsonObject Arguments(ActionDescriptor action)
    {
        (JsonObject properties, JsonArray required) = Members(action.Parameters);
        return OptionalObject(properties, required.Count == 0 ? null : new JsonObject { ["type"] = "object", ["required"] = required });
    }

    private static (JsonObject Properties, JsonArray Required) Members(ValueList<ActionParameter> parameters)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (ActionParameter parameter in parameters)
        {
            JsonObject value = Parameter(parameter);
            if (Default(parameter.Default) is { } standard)
            {
                value["default"] = standard;
            }

            properties[parameter.Name] = value;
            if (parameter.Required)
            {
                required.Add((JsonNode)parameter.Name);
            }
        }

        return (properties, required);
    }

    private static JsonObject Parameter(ActionParameter parameter) => parameter.Kind switch
    {
        ActionParameterKind.WholeNumber => Described(WholeNumber(parameter), parameter.Summary),
        ActionParameterKind.WholeNumberList => TextOrTexts(WholeNumber(parameter), parameter.Summary),
        ActionParameterKind.PathList => TextOrTexts(Text(InnerPathRule.Pattern), parameter.Summary),
        ActionParameterKind.Variables => TextOrTexts(Text(VariableRule.Pattern), parameter.Summary),
        ActionParameterKind.Command => Described(Command(), parameter.Summary),
        ActionParameterKind.Values => Described(
            new JsonObject { ["type"] = new JsonArray("object", "null") }, parameter.Summary),
        ActionParameterKind.Mapping => Described(OptionalMapping(parameter), parameter.Summary),
        ActionParameterKind.Boolean => Described(new JsonObject { ["type"] = "boolean" }, parameter.Summary),
        ActionParameterKind.GlobList when parameter.Required => Described(
            new JsonObject { ["anyOf"] = new JsonArray(Text(TextRules.GlobPattern), List(Text(TextRules.GlobPattern), isRequired: true)) },
            parameter.Summary),
        ActionParameterKind.GlobList => TextOrTexts(Text(TextRules.GlobPattern), parameter.Summary),
        ActionParameterKind.TextList when parameter.Required => Described(
            new JsonObject { ["anyOf"] = new JsonArray(ItemOf(parameter), List(ItemOf(parameter), isRequired: true)) },
            parameter.Summary),
        ActionParameterKind.TextList => TextOrTexts(ItemOf(parameter), parameter.Summary),
        ActionParameterKind.Since => Described(Text(SincePattern), parameter.Summary),
        ActionParameterKind.Duration => Described(Text($"^{DurationText.Pattern}$"), parameter.Summary),
        ActionParameterKind.Name or ActionParameterKind.Job => Described(Text(PlainName.Pattern), parameter.Summary),
        ActionParameterKind.Path => Described(Text(InnerPathRule.Pattern), parameter.Summary),
        ActionParameterKind.Mappings => Described(List(Mapping(parameter), parameter.Required), parameter.Summary),
        _ when parameter.AllowedValues.Count > 0 => Choice([.. parameter.AllowedValues], parameter.Summary),
        _ => Described(Text(TextRules.LinesPattern), parameter.Summary),
    };

    private static JsonObject ItemOf(ActionParameter texts) => texts.AllowedValues.Count > 0
        ? new JsonObject { ["enum"] = Array(texts.AllowedValues) }
        : Text(TextRules.LinesPattern);

    private static JsonObject WholeNumber(ActionParameter parameter) => new()
    {
        ["type"] = "integer",
        ["minimum"] = parameter.Minimum ?? long.MinValue,
        ["maximum"] = parameter.Maximum ?? long.MaxValue,
    };

    private static JsonObject Command() => new()
    {
        ["anyOf"] = new JsonArray(Text(CommandRule.Pattern), List(Text(TextRules.LinesPattern), isRequired: true)),
    };

    private static JsonObject List(JsonObject item, bool isRequired) => isRequired
        ? new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = item }
        : new JsonObject { ["type"] = new JsonArray("array", "null"), ["items"] = item };

    private static JsonObject Mapping(ActionParameter parameter)
    {
        (JsonObject properties, JsonArray required) = Members(parameter.Members);
        var more = new JsonObject { ["type"] = "object", ["required"] = required };
        if (parameter.RequiresAnyOf.Count > 0)
        {
            more["anyOf"] = new JsonArray(
                [.. parameter.RequiresAnyOf.Select(name => (JsonNode)new JsonObject { ["required"] = new JsonArray((JsonNode)name) })]);
        }

        return OptionalObject(properties, more);
    }

    private static JsonObject OptionalMapping(ActionParameter parameter)
    {
        JsonObject mapping = Mapping(parameter);
        mapping["type"] = new JsonArray("object", "null");
        return mapping;
    }

    private static JsonNode? Default(object? value) => value switch
    {
        string text => JsonValue.Create(text),
        long number => JsonValue.Create(number),
        bool boolean => JsonValue.Create(boolean),
        ValueList<string> texts => Array(texts),
        ValueList<long> numbers => new JsonArray([.. numbers.Select(number => (JsonNode)JsonValue.Create(number))]),
        ValueMap<object?> members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Default(member.Value)))),
        _ => null,
    };

    private static string ArgumentsOf(ActionDescriptor action) => $"args.{action.Type}";

    // An output says its format, or its path's extension tells it.
    private static JsonObject TextOrTexts(JsonObject item, string description) => new()
    {
        ["description"] = description,
        ["anyOf"] = new JsonArray(
            item, new JsonObject { ["type"] = "array", ["items"] = item.DeepClone() }, new JsonObject { ["type"] = "null" }),
    };
}
