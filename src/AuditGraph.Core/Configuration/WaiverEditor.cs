using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Reading;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Configuration;

/// <summary>Adds waivers to a workspace's file, and changes not a character of what is there.</summary>
/// <param name="root">The workspace's root.</param>
/// <param name="disk">The disk.</param>
/// <param name="clock">Tells what has expired.</param>
internal sealed class WaiverEditor(string root, IDisk disk, TimeProvider clock)
{
    private const string Start =
        """
        # What is set aside of what checks find: who did so, why, and until when.
        # yaml-language-server: $schema=https://raw.githubusercontent.com/auditgraph/auditgraph/main/config/waivers.schema.json
        version: 1

        """;

    /// <summary>The file that waivers are added to; it need not be there.</summary>
    public string Path => Find() ?? System.IO.Path.Join(root, WaiversDescription.Value.Names[0]);

    /// <summary>What the file holds once a waiver is added. Writes nothing.</summary>
    /// <param name="waiver">The waiver.</param>
    /// <exception cref="AuditWorkspaceException">
    /// <c>WaiversInvalid</c>: the file holds a mistake already. <c>WaiverRefused</c>: the waiver is none, has expired, is there
    /// already, or the file is written so that none can be added.
    /// </exception>
    public byte[] Preview(AuditWaiver waiver) => Edit(waiver).New;

    /// <summary>Adds a waiver.</summary>
    /// <param name="waiver">The waiver.</param>
    /// <exception cref="AuditWorkspaceException">As <see cref="Preview"/>; or <c>WriteFailed</c>.</exception>
    public void Add(AuditWaiver waiver)
    {
        (string path, byte[]? old, byte[] content) = Edit(waiver);
        var file = new AtomicFile(disk);
        if (old is null)
        {
            file.Write(path, content);
        }
        else
        {
            file.Overwrite(path, content);
        }
    }

    private string? Find() => ConfigFinder.Find(root, WaiversDescription.Value.Names, out _);

    private (string Path, byte[]? Old, byte[] New) Edit(AuditWaiver waiver)
    {
        DescribedFile? file = DescribedConfig.Load(WaiversDescription.Value, root)?.RequireValid(WorkspaceErrors.WaiversInvalid);
        string path = file?.Path ?? Path;
        string text = file?.Text ?? Start;
        string added = Insert(path, text, waiver);
        byte[] content = [.. file?.Content.AsSpan().StartsWith("\uFEFF"u8) == true ? "\uFEFF"u8 : [], .. Encoding.UTF8.GetBytes(added)];
        Require(path, content, file is null ? [] : WaiversDescription.Read(file.Section), waiver);
        return (path, file?.Content, content);
    }

    // Whatever way a file is written: what is not read back as what was there and what was added is not written.
    private void Require(string path, byte[] content, IReadOnlyList<AuditWaiver> before, AuditWaiver waiver)
    {
        DescribedFile result = DescribedConfig.Parse(WaiversDescription.Value, path, content, clock);
        string item = $"{WaiversDescription.Waivers}[{before.Count}]";
        JobConfigDiagnostic? fault = result.FirstError
            ?? result.Diagnostics.FirstOrDefault(found =>
                found.Severity == DiagnosticSeverity.Warning && found.Path?.StartsWith(item, StringComparison.Ordinal) == true);
        if (fault is not null)
        {
            throw Refused(path, fault.Message);
        }

        if (!WaiversDescription.Read(result.Section).SequenceEqual(before.Append(waiver)))
        {
            throw Refused(path, "the file is written in a way that only a person can add to");
        }
    }

    private static AuditWorkspaceException Refused(string path, string why) =>
        new(WorkspaceErrors.WaiverRefused, $"The waiver is not added to '{DisplayText.Escape(path)}': {why}.") { Target = path };

    private static string Insert(string path, string text, AuditWaiver waiver)
    {
        ConfigDocument document = ConfigReader.Read(path, Encoding.UTF8.GetBytes(text), expected: null);
        string line = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        if (document.Root is not MappingNode mapping)
        {
            return AtLineEnd(text, text.Length, [$"{WaiversDescription.Waivers}:", .. WaiverText.Lines(waiver, "  ", " ")], line);
        }

        if (mapping.Find(WaiversDescription.Waivers) is not { } entry)
        {
            return text[mapping.Span.Start] == '{'
                ? text.Insert(
                    mapping.Span.End - 1,
                    $"{(mapping.Entries.Length == 0 ? "" : ", ")}\"{WaiversDescription.Waivers}\": [{WaiverText.Flow(waiver)}]")
                : AtLineEnd(text, text.Length, [$"{WaiversDescription.Waivers}:", .. WaiverText.Lines(waiver, "  ", " ")], line);
        }

        if (entry.Value is not SequenceNode list)
        {
            SourceSpan nothing = entry.Value.Span;
            return nothing.Length > 0
                ? string.Concat(text.AsSpan(0, nothing.Start), $"[{WaiverText.Flow(waiver)}]", text.AsSpan(nothing.End))
                : AtLineEnd(text, entry.Key.Span.End, WaiverText.Lines(waiver, IndentOf(text, entry.Key.Span.Start) + "  ", " "), line);
        }

        if (text[list.Span.Start] == '[')
        {
            return list.Items.Length == 0
                ? text.Insert(list.Span.Start + 1, WaiverText.Flow(waiver))
                : text.Insert(list.Items[^1].Span.End, $", {WaiverText.Flow(waiver)}");
        }

        string between = text[(list.Span.Start + 1)..list.Items[0].Span.Start];
        string gap = between.Length > 0 && between.All(character => character == ' ') ? between : " ";
        return AtLineEnd(text, list.Items[^1].Span.End, WaiverText.Lines(waiver, IndentOf(text, list.Span.Start), gap), line);
    }

    private static string IndentOf(string text, int position) => new(' ', position - (text.LastIndexOf('\n', Math.Max(position - 1, 0)) + 1));

    /// <summary>Puts lines behind the one that a position is on, with its comment.</summary>
    private static string AtLineEnd(string text, int position, IEnumerable<string> lines, string line)
    {
        string added = string.Concat(lines.Select(each => each + line));
        if (position == 0 || text[position - 1] == '\n')
        {
            return text.Insert(position, added);
        }

        int end = text.IndexOf('\n', position);
        return end < 0 ? text + line + added : text.Insert(end + 1, added);
    }
}
