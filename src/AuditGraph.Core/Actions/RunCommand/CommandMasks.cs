using AuditGraph.Core.Redaction;

namespace AuditGraph.Core.Actions.RunCommand;

/// <summary>Masks in what a command writes what looks like a secret, and the secrets that its job gives it.</summary>
/// <param name="isOn">Whether anything is masked.</param>
/// <param name="secrets">The secrets that its job gives it, the longest first.</param>
internal sealed class CommandMasks(bool isOn, IReadOnlyList<string> secrets)
{
    private const string Mask = "[redacted:environment]";

    /// <summary>Whether the job gives it any that are to be masked.</summary>
    public bool HasSecrets => isOn && secrets.Count > 0;

    /// <summary>The text without secrets.</summary>
    public string Apply(string text) => isOn ? LongText.Redact(HideGiven(text), new SecretRedactor(enabled: true)) : text;

    /// <summary>The text without the secrets that the job gives the command.</summary>
    public string HideGiven(string text)
    {
        foreach (string secret in isOn ? secrets : [])
        {
            text = text.Replace(secret, Mask, StringComparison.Ordinal);
        }

        return text;
    }
}
