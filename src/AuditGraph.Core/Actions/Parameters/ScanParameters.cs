using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Actions.Parameters;

/// <summary>The parameters of actions that look at a part of the workspace: which, and how.</summary>
internal static class ScanParameters
{
    /// <summary>The name of <see cref="Rehash"/>, which a command can set for one run.</summary>
    public const string RehashName = "rehash";

    private const string IncludeName = "include";

    private const string ExcludeName = "exclude";

    private const string RespectGitignoreName = "respect_gitignore";

    private const string OneFileSystemName = "one_file_system";

    private const string FallbackName = "fallback";

    private const string AllowFallback = "allow";

    /// <summary>Chooses the files to look at.</summary>
    private static ActionParameter Include { get; } = new()
    {
        Name = IncludeName,
        Kind = ActionParameterKind.GlobList,
        Default = ValueList.Create<string>([]),
        Summary = "Glob patterns of the files to look at; all files where none is given.",
    };

    /// <summary>Leaves files out.</summary>
    private static ActionParameter Exclude { get; } = new()
    {
        Name = ExcludeName,
        Kind = ActionParameterKind.GlobList,
        Default = ValueList.Create<string>([]),
        Summary = "Glob patterns of the files to leave out; .git/, .pkg/ and exports/ are always left out.",
    };

    /// <summary>Leaves out what git ignores.</summary>
    private static ActionParameter RespectGitignore { get; } = new()
    {
        Name = RespectGitignoreName,
        Kind = ActionParameterKind.Boolean,
        Default = false,
        Summary = "Whether untracked files that git ignores are left out.",
    };

    /// <summary>Stays on the root's file system.</summary>
    private static ActionParameter OneFileSystem { get; } = new()
    {
        Name = OneFileSystemName,
        Kind = ActionParameterKind.Boolean,
        Default = false,
        Summary = "Whether folders on other file systems than the root's are left out.",
    };

    /// <summary>Says how much is hashed anew.</summary>
    public static ActionParameter Rehash { get; } = new()
    {
        Name = RehashName,
        Kind = ActionParameterKind.Text,
        Default = "changed",
        AllowedValues = ValueList.Create<string>((string[])["changed", "sampled", "full"]),
        Summary = "Which files are hashed anew: those whose metadata changed, also a sample of the others, or all.",
    };

    /// <summary>Says whether weaker evidence will do.</summary>
    private static ActionParameter Fallback { get; } = new()
    {
        Name = FallbackName,
        Kind = ActionParameterKind.Text,
        Default = "refuse",
        AllowedValues = ValueList.Create<string>((string[])["refuse", AllowFallback]),
        Summary = "Whether a run that git cannot answer may rest on weaker evidence, such as modification times, or fails.",
    };

    /// <summary>All of them, as every such action has them behind its own.</summary>
    public static ActionParameter[] All { get; } = [Include, Exclude, RespectGitignore, OneFileSystem, Rehash, Fallback];

    /// <summary>Those of actions that have a name of their own for what to look at.</summary>
    public static ActionParameter[] Others => All[1..];

    /// <summary>What complete and valid arguments say of it.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="includeName">The name of what to look at.</param>
    public static ScanRequest Read(ValueMap<object?> arguments, string includeName = IncludeName) => new(
        new SnapshotScope
        {
            Include = (ValueList<string>)arguments[includeName]!,
            Exclude = (ValueList<string>)arguments[ExcludeName]!,
            RespectGitignore = (bool)arguments[RespectGitignoreName]!,
            OneFileSystem = (bool)arguments[OneFileSystemName]!,
        },
        Enum.Parse<Rehash>((string)arguments[RehashName]!, ignoreCase: true),
        (string)arguments[FallbackName]! == AllowFallback);
}
