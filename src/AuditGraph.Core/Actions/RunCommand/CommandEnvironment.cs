using System.Collections;
using AuditGraph.Core.Actions.Parameters;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>The variables that a command sees: few that hold no secrets, and those that its job names.</summary>
internal sealed class CommandEnvironment
{
    /// <summary>The part of a fingerprint that tells the values of those that the job passes on.</summary>
    public const string PartName = "environment";

    private const string SearchPathName = "PATH";

    private const string LocalePrefix = "LC_";

    private const int ShortestSecret = 6;

    private static readonly string[] Standard =
        [SearchPathName, "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR"];

    private static readonly string[] SecretWords =
        ["TOKEN", "SECRET", "PASS", "PWD", "KEY", "CREDENTIAL", "AUTH", "COOKIE", "SESSION"];

    private readonly SortedDictionary<string, string> values = new(StringComparer.Ordinal);

    private readonly string[] passedOn;

    /// <summary>Takes them from an environment.</summary>
    /// <param name="named">The variables that the job names.</param>
    /// <param name="outside">The environment.</param>
    public CommandEnvironment(IReadOnlyList<string> named, IDictionary outside)
    {
        foreach (DictionaryEntry variable in outside)
        {
            string name = (string)variable.Key;
            if (Standard.Contains(name) || name.StartsWith(LocalePrefix, StringComparison.Ordinal))
            {
                values[name] = (string)variable.Value!;
            }
        }

        passedOn = [.. named.Where(static variable => VariableRule.ValueOf(variable) is null)];
        foreach (string variable in named)
        {
            if ((VariableRule.ValueOf(variable) ?? (string?)outside[variable]) is { } value)
            {
                values[VariableRule.NameOf(variable)] = value;
            }
        }
    }

    /// <summary>All of them.</summary>
    public IReadOnlyDictionary<string, string> Values => values;

    /// <summary>Where programs are looked for, or null.</summary>
    public string? SearchPath => values.GetValueOrDefault(SearchPathName);

    /// <summary>The names of those that the job passes on.</summary>
    public IReadOnlyList<string> PassedOn => passedOn;

    /// <summary>The values among these that are secrets by their names, the longest first.</summary>
    public IReadOnlyList<string> Secrets =>
    [
        .. passedOn
            .Where(static name => Array.Exists(SecretWords, word => name.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .Select(name => values.GetValueOrDefault(name) ?? "")
            .Where(static value => value.Length >= ShortestSecret)
            .OrderByDescending(static value => value.Length),
    ];

    /// <summary>
    /// What tells whether the values that the job passes on are those of another run, for who has the key; null where it
    /// passes none on.
    /// </summary>
    /// <param name="key">The workspace's key; null where there is none yet.</param>
    public AuditFingerprintPart? PartOf(FingerprintKey? key) => passedOn.Length == 0 ? null : new(
        PartName,
        string.Join(", ", passedOn.Order(StringComparer.Ordinal).Select(name =>
            $"{name} {(values.TryGetValue(name, out string? value) ? key?.Mac($"{name}={value}").ToString() : "unset")}")));
}
