using System.Text;
using System.Text.Json.Nodes;
using AuditGraph.Core.Actions;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports;

namespace AuditGraph.Core.Runs;

/// <summary>The parts of a run's fingerprint that its job gives, whatever its action is.</summary>
internal static class JobFingerprint
{
    private const string Action = "action";

    private const string Arguments = "arguments";

    private const string Output = "output";

    // What is longer is told by its hash.
    private const int LongestText = 200;

    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        [Action] = ReasonCode.ActionChanged,
        [Arguments] = ReasonCode.ArgumentsChanged,
        [Output] = ReasonCode.OutputSpecChanged,
        ["scope"] = ReasonCode.ScopeChanged,
        ["inputs"] = ReasonCode.InputModified,
        ["baseline"] = ReasonCode.BaselineMoved,
        [EarlierFindings.PartName] = ReasonCode.BaselineMoved,
        [ActiveWaivers.PartName] = ReasonCode.WaiverChanged,
        ["command"] = ReasonCode.CommandChanged,
        ["environment"] = ReasonCode.EnvironmentChanged,
    };

    /// <summary>The parts.</summary>
    /// <param name="job">The job.</param>
    /// <param name="descriptor">Its action.</param>
    /// <param name="redactor">Masks secrets, which changes what is written.</param>
    /// <param name="isRedacting">Whether it does.</param>
    /// <returns>The parts; none where an argument holds what is masked, so that two could not be told apart.</returns>
    public static ValueList<AuditFingerprintPart> Of(AuditJob job, ActionDescriptor descriptor, SecretRedactor redactor, bool isRedacting)
    {
        byte[] bytes = AskedOf(job, redactor);
        if (isRedacting && !bytes.AsSpan().SequenceEqual(AskedOf(job, new SecretRedactor(enabled: false))))
        {
            return [];
        }

        string text = Encoding.UTF8.GetString(bytes);
        return
        [
            // Another version may write the same report otherwise, although it should not.
            new(Action, $"{descriptor.Type} {descriptor.ReportVersion}, AuditGraph {ToolVersion.Text}"),
            new(Arguments, text.Length <= LongestText ? text : ContentHash.Of(bytes).ToString()),
            new(Output, $"{OutputsOf(job)}{(isRedacting ? "" : ", not redacted")}"),
        ];
    }

    /// <summary>The code of a part that differs.</summary>
    public static string CodeOf(string part) => Codes.GetValueOrDefault(part, ReasonCode.InputModified);

    private static string OutputsOf(AuditJob job) =>
        string.Join(", ", job.Outputs.Select(output => $"{output.RelativePath} {output.Format}"));

    /// <summary>What the job asks of its action, in canonical form.</summary>
    private static byte[] AskedOf(AuditJob job, SecretRedactor redactor)
    {
        JsonObject definition = JobDefinition.ToJson(job, redactor);
        return CanonicalJson.Serialize(new JsonObject
        {
            ["args"] = definition["action"]!["args"]!.DeepClone(),
            ["failOn"] = definition["failOn"]?.DeepClone(),
            ["failOnNew"] = definition["failOnNew"]?.DeepClone(),
            ["controls"] = definition["controls"]?.DeepClone(),
        });
    }
}
