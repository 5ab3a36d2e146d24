namespace AuditGraph;

/// <summary>The kind of value an action's parameter takes.</summary>
public enum ActionParameterKind
{
    /// <summary>Text: a <see cref="string"/>.</summary>
    Text,

    /// <summary>A whole number: a <see cref="long"/>.</summary>
    WholeNumber,

    /// <summary>True or false: a <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>Glob patterns: a <see cref="ValueList{T}"/> of <see cref="string"/>; a single text stands for a list of one.</summary>
    GlobList,

    /// <summary>
    /// A baseline: text that is a duration (<c>90m</c>, <c>24h</c>, <c>7d</c>, <c>2w</c>), an ISO 8601 date or
    /// instant, <c>run:&lt;id&gt;</c>, <c>last-run</c> or <c>git:&lt;rev&gt;</c>.
    /// </summary>
    Since,

    /// <summary>
    /// A regular expression: text. It is matched in time proportional to the text, so that what needs to go back over it
    /// (look-around, back references, atomic groups) is none.
    /// </summary>
    Pattern,

    /// <summary>
    /// A duration: text that is a whole number followed by <c>s</c>, <c>m</c>, <c>h</c>, <c>d</c> or <c>w</c>, such as
    /// <c>24h</c>.
    /// </summary>
    Duration,

    /// <summary>The name of another job of the same file: text. No two mappings of a list have the same.</summary>
    Job,

    /// <summary>A name of letters, digits, <c>_</c>, <c>-</c> and <c>.</c>: text. No two mappings of a list have the same.</summary>
    Name,

    /// <summary>
    /// Mappings of <see cref="ActionParameter.Members"/>: a <see cref="ValueList{T}"/> of <see cref="ValueMap{TValue}"/>. A member
    /// that is not given and has no default is not in the mapping.
    /// </summary>
    Mappings,

    /// <summary>
    /// A file or folder of the workspace: text, names with <c>/</c> between them from the workspace's root, none of
    /// which is <c>.</c> or <c>..</c>.
    /// </summary>
    Path,

    /// <summary>
    /// Texts: a <see cref="ValueList{T}"/> of <see cref="string"/>; a single text stands for a list of one.
    /// </summary>
    TextList,

    /// <summary>
    /// One mapping of <see cref="ActionParameter.Members"/>: a <see cref="ValueMap{TValue}"/>. A member that is not given and
    /// has no default is not in it.
    /// </summary>
    Mapping,

    /// <summary>
    /// Whole numbers: a <see cref="ValueList{T}"/> of <see cref="long"/>; a single number stands for a list of one.
    /// </summary>
    WholeNumberList,

    /// <summary>
    /// Files or folders of the workspace, each as in <see cref="Path"/>: a <see cref="ValueList{T}"/> of <see cref="string"/>; a
    /// single text stands for a list of one.
    /// </summary>
    PathList,

    /// <summary>
    /// A program and its arguments: a <see cref="ValueList{T}"/> of <see cref="string"/> with at least one item. The first is a
    /// name that is looked for on the search path, a path from the workspace's root, or an absolute one.
    /// </summary>
    Command,

    /// <summary>
    /// Variables of an environment: a <see cref="ValueList{T}"/> of <see cref="string"/>, each a name, whose value is taken from
    /// outside, or <c>name=value</c>. No two are of the same name.
    /// </summary>
    Variables,

    /// <summary>
    /// What the action passes on as it is: a <see cref="ValueMap{TValue}"/> of texts, whole numbers, truth values, lists of texts,
    /// of numbers or of mappings, and mappings.
    /// </summary>
    Values,
}
