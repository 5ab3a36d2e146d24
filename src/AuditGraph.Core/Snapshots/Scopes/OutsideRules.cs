namespace AuditGraph.Core.Snapshots.Scopes;

/// <summary>An ignore file outside the workspace that counts in it, or in a submodule of it.</summary>
internal sealed class OutsideRules
{
    private readonly IgnoreRules rules;

    /// <summary>A file that counts in the folder that its patterns start from.</summary>
    /// <param name="name">What a person calls it, such as <c>../.gitignore</c> or <c>core.excludesFile</c>.</param>
    /// <param name="content">Its content.</param>
    public OutsideRules(string name, byte[] content)
        : this(name, [], content, IgnoreRules.FromFile(content))
    {
    }

    private OutsideRules(string name, byte[] prefix, byte[] content, IgnoreRules rules)
    {
        Name = name;
        Prefix = prefix;
        Content = content;
        this.rules = rules;
    }

    /// <summary>What a person calls it.</summary>
    public string Name { get; }

    /// <summary>
    /// The path of the folder that it counts in from the folder that its patterns start from: empty, or with a slash at the end.
    /// </summary>
    public byte[] Prefix { get; }

    /// <summary>Its content.</summary>
    public byte[] Content { get; }

    /// <summary>Whether there is no pattern in it.</summary>
    public bool IsEmpty => rules.IsEmpty;

    /// <summary>The same file for a folder further down.</summary>
    /// <param name="prefix">That folder's path from the one that the patterns start from, with a slash at the end.</param>
    public OutsideRules In(byte[] prefix) => new(Name, prefix, Content, rules);

    /// <summary>The last line that speaks of a path, or null.</summary>
    /// <param name="path">The path from the folder that it counts in.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public IgnorePattern? Find(ReadOnlySpan<byte> path, bool isFolder) =>
        rules.Find(Prefix.Length == 0 ? path : [.. Prefix, .. path], isFolder);
}
