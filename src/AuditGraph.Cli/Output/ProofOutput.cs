using System.Globalization;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Runs;

namespace AuditGraph.Cli.Output;

/// <summary>Tells what the check of a run's proof found.</summary>
internal static class ProofOutput
{
    /// <summary>Tells of a check.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="found">What was found.</param>
    /// <param name="wantsJson">Whether machines read the output.</param>
    public static void Write(Terminal terminal, AuditRunProofVerification found, bool wantsJson)
    {
        if (wantsJson)
        {
            WriteJson(terminal, found);
        }
        else
        {
            WriteText(terminal, found);
        }
    }

    private static void WriteText(Terminal terminal, AuditRunProofVerification found)
    {
        terminal.Output.WriteLine(found.IsValid ? "proof    holds" : "proof    does not hold");
        if (found.IsValid)
        {
            // Nothing of a proof that does not hold means anything.
            terminal.Output.WriteLine($"  run    {found.Run} of the job '{DisplayText.Escape(found.Job!)}': {RunRecord.StatusName(found.Status!.Value)}, {InstantText.Format(found.Time!.Value)}");
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  entry  {found.Index} of {found.Size} in {found.Origin}"));
            terminal.Output.WriteLine($"  signed {(found.Signed ? "with the given key" : "not asked; the checkpoint is the given one")}");
            if (found.RecordSha256 is { } record)
            {
                terminal.Output.WriteLine($"  record {record}");
            }

            foreach (AuditRunOutput output in found.Outputs)
            {
                terminal.Output.WriteLine($"  output {output.Sha256} {DisplayText.Escape(output.Path)}");
            }
        }

        ProblemOutput.WriteText(terminal, found.Problems);
    }

    private static void WriteJson(Terminal terminal, AuditRunProofVerification found) =>
        terminal.Output.WriteLine(JsonText.Object(json =>
        {
            json.WriteString("status", found.IsValid ? "ok" : "error");
            json.WriteBoolean("isValid", found.IsValid);
            json.WriteString("run", found.Run);
            json.WriteString("job", found.Job);
            json.WriteString("runStatus", found.Status is { } status ? RunRecord.StatusName(status) : null);
            json.WriteString("time", found.Time is { } time ? InstantText.Format(time) : null);
            json.WriteString("recordSha256", found.RecordSha256);
            json.WriteString("outputSha256", found.OutputSha256);
            json.WriteString("outputPath", found.OutputPath);
            json.WriteStartArray("outputs");
            foreach (AuditRunOutput output in found.Outputs)
            {
                json.WriteStartObject();
                json.WriteString("path", output.Path);
                json.WriteString("sha256", output.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WritePropertyName("index");
            JsonValueWriter.Write(json, found.Index);
            json.WritePropertyName("size");
            JsonValueWriter.Write(json, found.Size);
            json.WriteString("origin", found.Origin);
            json.WriteBoolean("signed", found.Signed);
            ProblemOutput.WriteJson(json, found.Problems);
        }));
}
