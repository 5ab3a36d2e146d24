namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>The keys of the rules of <c>check.files</c>, and the words that they take.</summary>
internal static class FileRuleKeys
{
    public const string RulesKey = "rules";
    public const string Name = "name";
    public const string Files = "files";
    public const string Message = "message";
    public const string Require = "require";
    public const string FileName = "file_name";
    public const string MinBytes = "min_bytes";
    public const string MaxBytes = "max_bytes";
    public const string Executable = "executable";
    public const string Forbid = "forbid";
    public const string Match = "match";
    public const string LineEnds = "line_ends";
    public const string Encoding = "encoding";
    public const string Parses = "parses";

    // What the texts among them may say.
    public const string Present = "present";
    public const string Absent = "absent";
    public const string Lf = "lf";
    public const string Crlf = "crlf";
    public const string Utf8 = "utf-8";
    public const string Ascii = "ascii";
    public const string Json = "json";
    public const string Yaml = "yaml";
}
