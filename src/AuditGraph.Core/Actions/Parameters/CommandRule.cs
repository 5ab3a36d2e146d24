using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Actions.Parameters;

/// <summary>What the program of a command may be.</summary>
internal static class CommandRule
{
    /// <summary>The rule as a regular expression of JSON Schema.</summary>
    public const string Pattern =
        @"^(\./|/)?(?!~)(?!\.{1,2}(/|$))[^/\\\u0000-\u001f\u007f-\u009f]+"
        + @"(/(?!\.{1,2}(/|$))[^/\\\u0000-\u001f\u007f-\u009f]+)*$";

    /// <summary>The rule in words.</summary>
    public const string Expected =
        "a program: a name that is looked for on PATH, such as pwsh, a path from the workspace's root, such as "
        + "./tools/check.sh, or an absolute path";

    private const string Here = "./";

    /// <summary>Whether a text is such a program.</summary>
    public static bool IsValid(string program) => InnerPathRule.IsValid(
        program.StartsWith(Here, StringComparison.Ordinal) ? program[Here.Length..]
        : program.StartsWith('/') ? program[1..]
        : program);

    /// <summary>The path of a program of the workspace, from its root; null where it is none of the workspace.</summary>
    public static string? TryGetInnerPath(string program) =>
        program.StartsWith(Here, StringComparison.Ordinal) ? program[Here.Length..]
        : program.Contains('/') && !program.StartsWith('/') ? program
        : null;
}
