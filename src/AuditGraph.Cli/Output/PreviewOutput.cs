using System.Text.Json;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Runs;

namespace AuditGraph.Cli.Output;

/// <summary>Tells what runs would do (<c>--what-if</c>).</summary>
/// <param name="terminal">Where to.</param>
/// <param name="wantsJson">Whether machines read the output.</param>
internal sealed class PreviewOutput(Terminal terminal, bool wantsJson)
{
    /// <summary>Tells of the runs that were asked for.</summary>
    /// <param name="previews">The jobs and what their runs would do.</param>
    /// <param name="several">
    /// Whether several were asked for. The array <c>runs</c> holds them all; the members of a single one stand beside it too.
    /// </param>
    public void Write(IReadOnlyList<(AuditJob Job, JobPreview Preview)> previews, bool several)
    {
        if (wantsJson)
        {
            WriteJson(previews, several);
            return;
        }

        foreach ((AuditJob job, JobPreview preview) in previews)
        {
            string size = preview.Action.ExpectedFiles is { } files
                ? $", about {CountText.Of(files, "file")} and {CountText.Of(preview.Action.ExpectedBytes ?? 0, "byte")}"
                : "";
            string removing = preview.Removing is { } snapshots ? $", and then remove {snapshots}" : "";
            terminal.Output.WriteLine($"What if: {job.Name} would compare the workspace with {preview.Action.Baseline}{size}, and write {job.OutputPath}{removing}.");
        }
    }

    private void WriteJson(IReadOnlyList<(AuditJob Job, JobPreview Preview)> previews, bool several) =>
        terminal.Output.WriteLine(JsonText.Object(json =>
        {
            json.WriteString("status", "ok");
            json.WriteBoolean("whatIf", true);
            if (!several)
            {
                WriteMembers(json, previews[0].Job, previews[0].Preview);
            }

            json.WriteStartArray("runs");
            foreach ((AuditJob job, JobPreview preview) in previews)
            {
                json.WriteStartObject();
                WriteMembers(json, job, preview);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }));

    private static void WriteMembers(Utf8JsonWriter json, AuditJob job, JobPreview preview)
    {
        json.WriteString("job", job.Name);
        json.WriteString("output", Path.Join(job.Root, job.OutputPath));
        json.WriteString("baseline", preview.Action.Baseline);
        json.WritePropertyName("expectedFiles");
        JsonValueWriter.Write(json, preview.Action.ExpectedFiles);
        json.WritePropertyName("expectedBytes");
        JsonValueWriter.Write(json, preview.Action.ExpectedBytes);
        json.WriteNumber("removedSnapshots", preview.RemovedSnapshots);
    }
}
