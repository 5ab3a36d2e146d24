using System.Globalization;
using System.Text;

namespace AuditGraph.Core.Configuration.Diagnostics;

/// <summary>A place in the document, such as <c>jobs.nightly.action.args.since</c>.</summary>
internal sealed class DocumentPath
{
    private readonly DocumentPath? parent;
    private readonly string? key;
    private readonly int index;

    private DocumentPath(DocumentPath? parent, string? key, int index, string? job)
    {
        this.parent = parent;
        this.key = key;
        this.index = index;
        Job = job;
    }

    /// <summary>The whole document.</summary>
    public static DocumentPath Root { get; } = new(null, null, 0, null);

    /// <summary>The job it belongs to, or null outside a job.</summary>
    public string? Job { get; }

    /// <summary>The value of a key in the mapping at this place.</summary>
    public DocumentPath Member(string name) => new(this, name, 0, Job);

    /// <summary>An item of the list at this place.</summary>
    /// <param name="position">The item's position, from 0.</param>
    public DocumentPath Item(int position) => new(this, null, position, Job);

    /// <summary>The same place, known to belong to a job.</summary>
    public DocumentPath Within(string? job) => new(parent, key, index, job);

    /// <summary>Keys joined by dots; positions, and keys that are not plain words, in brackets.</summary>
    public override string ToString()
    {
        var result = new StringBuilder();
        Append(result);
        return result.ToString();
    }

    private void Append(StringBuilder result)
    {
        if (parent is null)
        {
            return;
        }

        parent.Append(result);
        if (key is null)
        {
            result.Append(CultureInfo.InvariantCulture, $"[{index}]");
        }
        else if (IsWord(key))
        {
            result.Append(result.Length == 0 ? "" : ".").Append(key);
        }
        else
        {
            result.Append('[').Append(OffendingText.Quote(key)).Append(']');
        }
    }

    private static bool IsWord(string text)
    {
        foreach (char unit in text)
        {
            if (!char.IsAsciiLetterOrDigit(unit) && unit is not ('_' or '-' or '$'))
            {
                return false;
            }
        }

        return text.Length is > 0 and <= 64;
    }
}
