using AuditGraph.Core.Configuration.Diagnostics;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>A configuration file that was read by its description.</summary>
/// <param name="Path">The file, as an absolute path.</param>
/// <param name="Content">Its bytes; null where it could not be read.</param>
/// <param name="Text">Its characters after any byte order mark, as far as they could be decoded.</param>
/// <param name="Section">What it says, as far as that is right.</param>
/// <param name="Diagnostics">Every finding, sorted by position.</param>
internal sealed record DescribedFile(
    string Path, byte[]? Content, string Text, ConfigSection Section, ValueList<JobConfigDiagnostic> Diagnostics)
    : ConfigFile(Path, Content, Text, Diagnostics)
{
    /// <summary>The file itself, where it is valid.</summary>
    /// <param name="rule">The catalogue's entry for the failure.</param>
    /// <exception cref="AuditWorkspaceException">It is not; the message tells the first error with its place.</exception>
    public DescribedFile RequireValid(AuditErrorDescriptor rule) => FirstError is { } first
        ? throw new AuditWorkspaceException(rule, Describe(first))
        {
            Target = Path,
            RecommendedAction = first.Suggestion ?? rule.RecommendedAction,
            Detail = Detail(first),
        }
        : this;
}
