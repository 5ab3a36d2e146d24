using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Workspaces;
using AuditGraph.PowerShell.Pipeline;
using Shell = System.Management.Automation.PowerShell;

namespace AuditGraph.PowerShell.Completion;

/// <summary>Completes an argument from what a workspace holds. Whatever goes wrong, there is then nothing to offer.</summary>
public abstract class WorkspaceCompleter : IArgumentCompleter
{
    private protected WorkspaceCompleter()
    {
    }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        try
        {
            return Match(wordToComplete ?? "", Locate(fakeBoundParameters));
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Completion runs while the user types; an error there would only tear up the line.
            return [];
        }
    }

    /// <summary>What the workspace has to offer, in the order in which it is to be shown.</summary>
    private protected abstract IEnumerable<Suggestion> Suggest(Workspace workspace);

    private static Workspace Locate(IDictionary boundParameters)
    {
        using Shell location = Shell.Create(RunspaceMode.CurrentRunspace);
        string folder = location.AddCommand("Get-Location").AddParameter("PSProvider", "FileSystem").Invoke<PathInfo>()[0].ProviderPath;
        if (boundParameters?["Root"]?.ToString() is not { Length: > 0 } root)
        {
            return WorkspaceOpener.Locate(root: null, folder);
        }

        using Shell conversion = Shell.Create(RunspaceMode.CurrentRunspace);
        return WorkspaceOpener.Locate(
            conversion.AddCommand("Convert-Path").AddParameter("LiteralPath", root).Invoke<string>()[0], folder);
    }

    private CompletionResult[] Match(string word, Workspace workspace)
    {
        string typed = word.Trim('\'', '"');
        var pattern = NamePatterns.Beginning(typed);
        return
        [
            .. Suggest(workspace)
                .Where(suggestion => pattern.IsMatch(suggestion.Value))
                .Select(suggestion => new CompletionResult(
                    Quote(suggestion.Value, word),
                    suggestion.Value,
                    CompletionResultType.ParameterValue,
                    suggestion.Tooltip is { Length: > 0 } tooltip ? tooltip : suggestion.Value)),
        ];
    }

    /// <summary>The text to insert: quoted where the user began so, or where the text would not stand by itself.</summary>
    private static string Quote(string value, string word) =>
        word.StartsWith('"') && !value.AsSpan().ContainsAny("\"`$") ? $"\"{value}\""
        : word.StartsWith('\'') || !IsPlain(value) ? $"'{CodeGeneration.EscapeSingleQuotedStringContent(value)}'"
        : value;

    // What begins with a digit may be a number to PowerShell; with the hyphens of a UUID it is none.
    private static bool IsPlain(string value) =>
        Guid.TryParseExact(value, "D", out _)
        || (value.Length > 0 && char.IsAsciiLetter(value[0]) && value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.'));
}
