using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Actions.RunCommand.Protocol;
using AuditGraph.Core.Actions.RunCommand.Results;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>
/// Reads what a command says that it found. It is made before the command runs: a file that an earlier run left behind
/// tells nothing of this one, so that it must have been written meanwhile.
/// </summary>
/// <param name="source">Where the command says it.</param>
/// <param name="root">The workspace's root.</param>
/// <param name="folder">The folder in which the command runs, as an absolute path.</param>
/// <param name="masks">Hides the secrets that the command was given.</param>
internal sealed class FindingsReader(FindingsSource source, string root, string folder, CommandMasks masks)
{
    private const int LongestFile = 256 << 20;

    private readonly FileStat? before = Look(source, root);

    /// <summary>Reads what it found, and what it reports besides.</summary>
    /// <param name="outcome">How it ended.</param>
    /// <exception cref="AuditRunException">
    /// <c>CommandResultsInvalid</c>: it is not there, not new, not whole or not of its form.
    /// </exception>
    public ProtocolOutput Read(CommandOutcome outcome)
    {
        try
        {
            var places = new ResultPlaces(root, folder);
            ProtocolOutput said = source.Form is { } form
                ? new ProtocolOutput(CommandResults.Read(form, Content(outcome), places), [], [])
                : new ProtocolReader(places).Read(Content(outcome));
            return masks.HasSecrets ? Hide(said) : said;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or UnauthorizedAccessException or FormatException)
        {
            throw new AuditRunException(
                RunErrors.CommandResultsInvalid,
                $"What the command found cannot be read from {source.Name} as {source.Format}: {masks.HideGiven(failure.Message)}",
                failure)
            {
                Target = source.Path,
            };
        }
    }

    private ReadOnlyMemory<byte> Content(CommandOutcome outcome)
    {
        if (source.Path is { } path)
        {
            return before is { } old && Look(source, root) == old
                ? throw new IOException("it was there before, and the command did not write it.")
                : RegularFile.TryRead(Path.Join(root, path), LongestFile)
                    ?? throw new IOException("the command did not write it.");
        }

        return outcome.IsCut
            ? throw new InvalidDataException("it is longer than 'output_limit', and what is left out may matter.")
            : outcome.Output;
    }

    private ProtocolOutput Hide(ProtocolOutput said) => new(
        said.Found with
        {
            Rules = [.. said.Found.Rules.Select(rule => rule with { Summary = masks.HideGiven(rule.Summary) })],
            Findings = [.. said.Found.Findings.Select(Hide)],
            Gaps = [.. said.Found.Gaps.Select(gap => gap with { Reason = masks.HideGiven(gap.Reason), Path = Hide(gap.Path) })],
        },
        ReportRedaction.Apply(said.Blocks, masks.HideGiven, CancellationToken.None),
        said.Warnings.Select(masks.HideGiven).ToValueList());

    private string? Hide(string? text) => text is null ? null : masks.HideGiven(text);

    private CheckFinding Hide(CheckFinding finding) => finding with
    {
        Message = masks.HideGiven(finding.Message),
        Key = masks.HideGiven(finding.Key),
        Path = Hide(finding.Path),
        Properties = new(finding.Properties.Select(
            property => KeyValuePair.Create(property.Key, masks.HideGiven(property.Value)))),
    };

    private static FileStat? Look(FindingsSource source, string root) =>
        source.Path is { } path && LinkFreePath.TryStat(Path.Join(root, path), out FileStat stat, out _) ? stat : null;
}
