using System.Text.Json.Nodes;
using AuditGraph.Core.Configuration.Reading;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Workspaces;
using static AuditGraph.Core.Configuration.Schema.SchemaParts;

namespace AuditGraph.Core.Configuration.Schema;

/// <summary>The part of the jobs' schema that says where reports go and in which formats.</summary>
internal static class OutputSchema
{
    /// <summary>What <c>output</c> may be.</summary>
    public static JsonObject Outputs() => Described(
        new JsonObject
        {
            ["anyOf"] = new JsonArray(
                Reference("output"),
                new JsonObject { ["type"] = "array", ["minItems"] = 1, ["maxItems"] = OutputReader.Most, ["items"] = Reference("output") },
                new JsonObject { ["type"] = "null" }),
        },
        "Where the report goes and in which format, or a list of that.");

    /// <summary>One output, of whatever action.</summary>
    public static JsonObject Output(string[] formats) => Described(
        new JsonObject
        {
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject
            {
                [JobKeys.Path] = Described(Text(OutputPathRule.Pattern), "Where the report goes: a path below exports/. Default: exports/reports/<job> with the format's extension."),
                [JobKeys.Format] = Choice(formats, "The report's format. Default: that of the path's extension."),
            },
            ["anyOf"] = NamesFormat(formats),
        },
        "Where the report goes and in which format.");

    /// <summary>What an action asks of a job's outputs, be it one or a list.</summary>
    public static JsonObject OutputOf(ActionDescriptor action)
    {
        JsonObject output = OneOf(action);
        output["items"] = OneOf(action);
        return output;
    }

    /// <summary>Asks for controls where a format says how they are met.</summary>
    /// <param name="job">What is asked of the job.</param>
    /// <param name="formats">Such formats.</param>
    public static void RequireControls(JsonObject job, string[] formats)
    {
        if (formats.Length == 0)
        {
            return;
        }

        job["if"] = new JsonObject
        {
            ["required"] = new JsonArray(JobKeys.Output),
            ["properties"] = new JsonObject
            {
                [JobKeys.Output] = new JsonObject
                {
                    ["anyOf"] = new JsonArray(
                        OfOneFormat(formats), new JsonObject { ["type"] = "array", ["contains"] = OfOneFormat(formats) }),
                },
            },
        };
        job["then"] = new JsonObject
        {
            ["required"] = new JsonArray(JobKeys.Controls),
            ["properties"] = new JsonObject
            {
                [JobKeys.Controls] = new JsonObject
                {
                    ["anyOf"] = new JsonArray(
                        new JsonObject { ["type"] = "string" }, new JsonObject { ["type"] = "array", ["minItems"] = 1 }),
                },
            },
        };
    }

    private static JsonObject OneOf(ActionDescriptor action) => new()
    {
        ["properties"] = new JsonObject { [JobKeys.Format] = new JsonObject { ["enum"] = Array(action.Formats) } },
        ["anyOf"] = NamesFormat(action.Formats),
    };

    private static JsonObject OfOneFormat(string[] formats) => new()
    {
        ["type"] = "object",
        ["anyOf"] = new JsonArray(
            new JsonObject
            {
                ["required"] = new JsonArray(JobKeys.Format),
                ["properties"] = new JsonObject { [JobKeys.Format] = new JsonObject { ["enum"] = Array(formats) } },
            },
            new JsonObject
            {
                ["required"] = new JsonArray(JobKeys.Path),
                ["not"] = new JsonObject { ["required"] = new JsonArray(JobKeys.Format) },
                ["properties"] = new JsonObject { [JobKeys.Path] = Text(ExtensionPattern(formats)) },
            }),
    };

    private static JsonArray NamesFormat(IReadOnlyList<string> formats) => new(
        new JsonObject { ["required"] = new JsonArray(JobKeys.Format) },
        new JsonObject { ["properties"] = new JsonObject { [JobKeys.Path] = Text(ExtensionPattern(formats)) } });

    private static string ExtensionPattern(IReadOnlyList<string> formats) =>
        $"[^/]\\.({string.Join('|', formats.Select(format => string.Concat(ReportFormats.ExtensionOf(format).Select(unit => $"[{unit}{char.ToUpperInvariant(unit)}]"))))})$";
}
