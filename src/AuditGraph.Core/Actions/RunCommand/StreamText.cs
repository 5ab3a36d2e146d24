using System.Text;
using System.Text.Unicode;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Redaction;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>What a command wrote to one of its streams, as it may be kept: text, without secrets.</summary>
/// <param name="Name"><c>stdout</c> or <c>stderr</c>.</param>
/// <param name="Text">The text.</param>
/// <param name="Remark">What is not as it was written, in a sentence; null where nothing is.</param>
internal sealed record StreamText(string Name, string Text, string? Remark)
{
    private const int MostLines = 5;

    private const int LongestEnd = 600;

    /// <summary>Makes it of bytes.</summary>
    /// <param name="name">The stream.</param>
    /// <param name="kept">The beginning of what was written.</param>
    /// <param name="written">How many bytes were.</param>
    /// <param name="masks">Masks what may not be kept.</param>
    public static StreamText Of(string name, ReadOnlySpan<byte> kept, long written, CommandMasks masks)
    {
        // A secret that is cut through is told by nothing.
        bool isCut = written > kept.Length;
        string text = Encoding.UTF8.GetString(kept);
        text = masks.Apply(isCut ? LongText.WithoutTornEnd(text) : text);
        string? cut = isCut
            ? $"of {CountText.Of(written, "byte")} only the beginning is kept"
            : null;
        string? torn = !isCut && !Utf8.IsValid(kept) ? "what is not UTF-8 is kept as U+FFFD" : null;
        string? remark = cut ?? torn;
        return new StreamText(name, text, remark is null ? null : $"Of what the command wrote to {name}: {remark}.");
    }

    /// <summary>Its last lines, safe to show, on one line; empty where there is none.</summary>
    public string LastLines
    {
        get
        {
            string[] lines = [.. Text.Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0)];
            string shown = DisplayText.Escape(string.Join(" / ", lines.TakeLast(MostLines)));
            return shown.Length <= LongestEnd ? shown : $"…{shown[^LongestEnd..]}";
        }
    }

    /// <summary>The evidence that is kept of it; null where nothing was written.</summary>
    public PackedEvidence? Pack() => Text.Length == 0 && Remark is null
        ? null
        : PackedEvidence.Keep(Name, isOfWorkspace: false, Name, Encoding.UTF8.GetBytes(Text));
}
