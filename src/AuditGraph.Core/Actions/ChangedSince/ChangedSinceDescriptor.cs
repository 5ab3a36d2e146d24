namespace AuditGraph.Core.Actions.ChangedSince;

/// <summary>What <c>report.changed_since</c> says of itself.</summary>
internal static class ChangedSinceDescriptor
{
    /// <summary>The value of <c>action.type</c>.</summary>
    public const string Type = "report.changed_since";

    /// <summary>The parameter that names the baseline.</summary>
    public const string Since = "since";

    /// <summary>The parameter that chooses the files to look at.</summary>
    public const string Include = "include";

    /// <summary>The parameter that leaves files out.</summary>
    public const string Exclude = "exclude";

    /// <summary>The parameter that leaves out what git ignores.</summary>
    public const string RespectGitignore = "respect_gitignore";

    /// <summary>The parameter that stays on the root's file system.</summary>
    public const string OneFileSystem = "one_file_system";

    /// <summary>The parameter that says how much is hashed anew.</summary>
    public const string Rehash = "rehash";

    /// <summary>The parameter that says whether weaker evidence will do.</summary>
    public const string Fallback = "fallback";

    /// <summary>The value of <see cref="Fallback"/> by which it will.</summary>
    public const string AllowFallback = "allow";

    /// <summary>What <see cref="Fallback"/> can be.</summary>
    public static ValueList<string> FallbackValues { get; } = ValueList.Create<string>((string[])["refuse", AllowFallback]);

    /// <summary>What <see cref="Rehash"/> can be.</summary>
    public static ValueList<string> RehashValues { get; } = ValueList.Create<string>((string[])["changed", "sampled", "full"]);

    /// <summary>What a job can fail on.</summary>
    public static ValueList<string> FailKinds { get; } = ValueList.Create<string>((string[])["added", "modified", "removed", "renamed"]);

    /// <summary>The description.</summary>
    /// <remarks>
    /// Lists are made from arrays: the helpers of other collection expressions cost 0.9 ms of a start, because they are
    /// compiled in every process.
    /// </remarks>
    public static ActionDescriptor Value { get; } = new()
    {
        Type = Type,
        Summary = "Reports which files were added, modified, removed or renamed since a baseline, by content.",
        ReportVersion = 2,
        Formats = ValueList.Create<string>((string[])["md", "json", "csv"]),
        FailKinds = FailKinds,
        Parameters = ValueList.Create<ActionParameter>((ActionParameter[])
        [
            new ActionParameter
            {
                Name = Since,
                Kind = ActionParameterKind.Since,
                Default = "24h",
                Summary = "The baseline to compare with: a duration (90m, 24h, 7d, 2w), an ISO 8601 date or instant, run:<id>, last-run or git:<rev>.",
            },
            new ActionParameter
            {
                Name = Include,
                Kind = ActionParameterKind.GlobList,
                Default = ValueList.Create<string>([]),
                Summary = "Glob patterns of the files to look at; all files where none is given.",
            },
            new ActionParameter
            {
                Name = Exclude,
                Kind = ActionParameterKind.GlobList,
                Default = ValueList.Create<string>([]),
                Summary = "Glob patterns of the files to leave out; .git/, .pkg/ and exports/ are always left out.",
            },
            new ActionParameter
            {
                Name = RespectGitignore,
                Kind = ActionParameterKind.Boolean,
                Default = false,
                Summary = "Whether untracked files that git ignores are left out.",
            },
            new ActionParameter
            {
                Name = OneFileSystem,
                Kind = ActionParameterKind.Boolean,
                Default = false,
                Summary = "Whether folders on other file systems than the root's are left out.",
            },
            new ActionParameter
            {
                Name = Rehash,
                Kind = ActionParameterKind.Text,
                Default = "changed",
                AllowedValues = RehashValues,
                Summary = "Which files are hashed anew: those whose metadata changed, also a sample of the others, or all.",
            },
            new ActionParameter
            {
                Name = Fallback,
                Kind = ActionParameterKind.Text,
                Default = "refuse",
                AllowedValues = FallbackValues,
                Summary = "Whether a run that git cannot answer may rest on weaker evidence, such as modification times, or fails.",
            },
        ]),
    };
}
