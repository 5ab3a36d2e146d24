namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Texts that must not repeat, compared ordinally. Looked through while they are few, hashed when they are many.</summary>
internal sealed class TextSet
{
    private const int Few = 8;

    private readonly List<string> texts = [];
    private HashSet<string>? many;

    /// <summary>Adds a text.</summary>
    /// <returns>False where it is there already.</returns>
    public bool Add(string text)
    {
        if (texts.Count == Few)
        {
            return AddToMany(text);
        }

        bool isNew = !texts.Holds(text);
        if (isNew)
        {
            texts.Add(text);
        }

        return isNew;
    }

    /// <summary>Takes everything out.</summary>
    public void Clear()
    {
        texts.Clear();
        many = null;
    }

    private bool AddToMany(string text)
    {
        many ??= new HashSet<string>(texts, StringComparer.Ordinal);
        return many.Add(text);
    }
}
