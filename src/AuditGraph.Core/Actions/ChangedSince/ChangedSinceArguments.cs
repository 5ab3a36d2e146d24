using AuditGraph.Core.Baselines;
using AuditGraph.Core.Snapshots.Scans;
using AuditGraph.Core.Snapshots.Scopes;

namespace AuditGraph.Core.Actions.ChangedSince;

/// <summary>The arguments of <c>report.changed_since</c>, as the types that do the work want them.</summary>
internal sealed class ChangedSinceArguments
{
    /// <summary>Reads complete and valid arguments.</summary>
    /// <exception cref="ArgumentException">The job was not validated.</exception>
    public ChangedSinceArguments(ValueMap<object?> arguments)
    {
        Since = SinceExpression.TryParse((string)arguments[ChangedSinceDescriptor.Since]!, out SinceExpression? since, out string? expected)
            ? since
            : throw new ArgumentException($"'{arguments[ChangedSinceDescriptor.Since]}' is not {expected}.", nameof(arguments));
        Scope = new SnapshotScope
        {
            Include = (ValueList<string>)arguments[ChangedSinceDescriptor.Include]!,
            Exclude = (ValueList<string>)arguments[ChangedSinceDescriptor.Exclude]!,
            RespectGitignore = (bool)arguments[ChangedSinceDescriptor.RespectGitignore]!,
            OneFileSystem = (bool)arguments[ChangedSinceDescriptor.OneFileSystem]!,
        };
        Rehash = Enum.Parse<Rehash>((string)arguments[ChangedSinceDescriptor.Rehash]!, ignoreCase: true);
        AllowsFallback = (string)arguments[ChangedSinceDescriptor.Fallback]! == ChangedSinceDescriptor.AllowFallback;
    }

    /// <summary>Whether weaker evidence will do where git cannot answer.</summary>
    public bool AllowsFallback { get; }

    /// <summary>The baseline.</summary>
    public SinceExpression Since { get; }

    /// <summary>Which files are looked at.</summary>
    public SnapshotScope Scope { get; }

    /// <summary>Which files are read again.</summary>
    public Rehash Rehash { get; }
}
