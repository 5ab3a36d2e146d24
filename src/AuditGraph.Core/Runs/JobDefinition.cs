using System.Globalization;
using System.Text.Json.Nodes;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Redaction;

namespace AuditGraph.Core.Runs;

/// <summary>A job with all its defaults as JSON: what a record keeps of the job that ran.</summary>
internal static class JobDefinition
{
    /// <summary>The definition; members that are not set are left out.</summary>
    /// <param name="job">The job.</param>
    /// <param name="redactor">The door that every text of it goes through.</param>
    public static JsonObject ToJson(AuditJob job, SecretRedactor redactor)
    {
        var definition = new JsonObject
        {
            ["name"] = RecordText.Of(job.Name, redactor),
            ["enabled"] = job.Enabled,
            ["tags"] = List(job.Tags, redactor),
            ["needs"] = new JsonArray([.. job.Needs.Select(Need)]),
            ["retries"] = job.Retries,
            ["retryDelayMilliseconds"] = (long)job.RetryDelay.TotalMilliseconds,
            ["retryOn"] = List(job.RetryOn, redactor),
            ["allowFailure"] = job.AllowFailure,
            ["action"] = new JsonObject
            {
                ["type"] = job.ActionType,
                ["args"] = Mapping(job.Arguments, redactor),
            },
            ["output"] = job.Outputs.Count == 1 ? Output(job.Outputs[0], redactor)
                : new JsonArray([.. job.Outputs.Select(output => Output(output, redactor))]),
        };
        if (job.FailOn.Count > 0)
        {
            definition["failOn"] = List(job.FailOn, redactor);
        }

        if (job.FailOnNewOnly)
        {
            definition["failOnNew"] = true;
        }

        if (job.Controls.Count > 0)
        {
            definition["controls"] = List(job.Controls, redactor);
        }

        if (!job.Reuse)
        {
            definition["reuse"] = false;
        }

        if (job.ReuseMaxAge is { } age)
        {
            definition["reuseMaxAgeMilliseconds"] = (long)age.TotalMilliseconds;
        }

        if (job.Description is { } description)
        {
            definition["description"] = RecordText.Of(description, redactor);
        }

        if (job.Timeout is { } timeout)
        {
            definition["timeoutMilliseconds"] = (long)timeout.TotalMilliseconds;
        }

        return definition;
    }

    /// <summary>A condition as job files and records spell it.</summary>
    public static string NameOf(AuditNeedCondition condition) => condition switch
    {
        AuditNeedCondition.Done => "done",
        AuditNeedCondition.Always => "always",
        _ => "ok",
    };

    /// <summary>Reads a condition back.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static AuditNeedCondition ParseCondition(string text) => text switch
    {
        "ok" => AuditNeedCondition.Ok,
        "done" => AuditNeedCondition.Done,
        "always" => AuditNeedCondition.Always,
        _ => throw new FormatException($"'{text}' is no condition of a need."),
    };

    private static JsonObject Output(AuditJobOutput output, SecretRedactor redactor) =>
        new() { ["path"] = RecordText.Of(output.RelativePath, redactor), ["format"] = output.Format };

    private static JsonNode? Need(AuditJobNeed need) => new JsonObject
    {
        ["job"] = need.Job,
        ["when"] = NameOf(need.When),
        ["acceptFail"] = need.AcceptsFail,
    };

    private static JsonArray List(IEnumerable<string> texts, SecretRedactor redactor) =>
        new([.. texts.Select(text => (JsonNode?)JsonValue.Create(RecordText.Of(text, redactor)))]);

    private static JsonObject Mapping(ValueMap<object?> members, SecretRedactor redactor)
    {
        var mapping = new JsonObject();
        foreach ((string name, object? value) in members)
        {
            mapping.Add(name, Value(value, redactor));
        }

        return mapping;
    }

    private static JsonNode? Value(object? value, SecretRedactor redactor) => value switch
    {
        null => null,
        string text => JsonValue.Create(RecordText.Of(text, redactor)),
        bool truth => JsonValue.Create(truth),
        long number => WholeNumber.ToJson(number),
        IEnumerable<string> texts => List(texts, redactor),
        IEnumerable<long> numbers => new JsonArray([.. numbers.Select(WholeNumber.ToJson)]),
        ValueMap<object?> members => Mapping(members, redactor),
        IEnumerable<ValueMap<object?>> mappings => new JsonArray([.. mappings.Select(mapping => Mapping(mapping, redactor))]),
        _ => JsonValue.Create(RecordText.Of(Convert.ToString(value, CultureInfo.InvariantCulture)!, redactor)),
    };
}
