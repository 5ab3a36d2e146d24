using System.Globalization;
using System.Text.RegularExpressions;

namespace AuditGraph.Core.Redaction;

/// <summary>
/// Masks what looks like a secret. Every text that leaves for a report or a record passes through here, so that
/// evidence can be handed on.
/// </summary>
/// <remarks>
/// A masked text reads <c>[redacted:kind]</c> in the place of the secret alone. The second secret of a kind that one
/// redactor meets reads <c>[redacted:kind#2]</c> and so on, so that names that differ in a secret alone stay distinct. A
/// digest would tell more, but whoever can guess a secret could prove it by one.
/// </remarks>
internal sealed partial class SecretRedactor
{
    // A text that cannot be judged in this time is masked whole: the door fails shut.
    private const int MatchTimeoutMilliseconds = 1000;

    private static readonly Lazy<Regex> VendorToken = new(static () => new Regex(
        @"\b(?<secret>"
            + string.Join('|', TokenShapes.All.Where(shape => shape.IsTelling).Select(shape => shape.Pattern))
            + ")",
        RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));

    /// <summary>Every kind of secret, in the order in which they are looked for.</summary>
    internal static readonly SecretDetector[] Detectors =
    [
        new("private_key", SecretTraces.OfPrivateKey, PrivateKey),
        new("jwt", SecretTraces.OfJsonWebToken, JsonWebToken),
        new("vendor_token", SecretTraces.OfVendorToken, static () => VendorToken.Value),
        new("bearer_token", SecretTraces.OfBearerToken, BearerToken),
        new("url_credentials", SecretTraces.OfUrlCredentials, UrlCredentials),
        new("credential", SecretTraces.OfCredential, Credential),
    ];

    private const string MaskStart = "[redacted:";

    private readonly bool enabled;

    // Of each kind, the secrets that were met.
    private readonly Dictionary<string, Dictionary<string, int>> numbers = new(StringComparer.Ordinal);

    /// <summary>Makes a redactor.</summary>
    /// <param name="enabled">Whether it masks anything.</param>
    public SecretRedactor(bool enabled) => this.enabled = enabled;

    /// <summary>One that numbers secrets anew, so that a document's text depends on nothing but the document.</summary>
    public SecretRedactor ForDocument() => new(enabled);

    /// <summary>The text with every secret masked.</summary>
    public string Redact(string text)
    {
        if (!enabled)
        {
            return text;
        }

        try
        {
            foreach (SecretDetector detector in Detectors)
            {
                text = detector.MayFind(text) ? Mask(text, detector) : text;
            }

            return text;
        }
        catch (RegexMatchTimeoutException)
        {
            return "[redacted:undecided]";
        }
    }

    private string Mask(string text, SecretDetector detector) =>
        detector.Pattern().Replace(text, match => Mask(match, detector.Kind));

    private string Mask(Match match, string kind)
    {
        Group secret = match.Groups["secret"];
        if (secret.Value.StartsWith(MaskStart, StringComparison.Ordinal) && secret.Value.IndexOf(']', StringComparison.Ordinal) == secret.Length - 1)
        {
            // What another kind has masked already, or an earlier writer.
            return match.Value;
        }

        int start = secret.Index - match.Index;
        int number = NumberOf(kind, secret.Value);
        string mask = number == 1 ? $"[redacted:{kind}]" : string.Create(CultureInfo.InvariantCulture, $"[redacted:{kind}#{number}]");
        return string.Concat(match.Value.AsSpan(0, start), mask, match.Value.AsSpan(start + secret.Length));
    }

    private int NumberOf(string kind, string secret)
    {
        lock (numbers)
        {
            if (!numbers.TryGetValue(kind, out Dictionary<string, int>? met))
            {
                numbers[kind] = met = new(StringComparer.Ordinal);
            }

            if (!met.TryGetValue(secret, out int number))
            {
                met[secret] = number = met.Count + 1;
            }

            return number;
        }
    }

    [GeneratedRegex(
        "(?<secret>-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|$))",
        RegexOptions.Singleline | RegexOptions.CultureInvariant, MatchTimeoutMilliseconds)]
    private static partial Regex PrivateKey();

    [GeneratedRegex(
        @"\b(?<secret>eyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*)",
        RegexOptions.CultureInvariant, MatchTimeoutMilliseconds)]
    private static partial Regex JsonWebToken();

    [GeneratedRegex(
        @"\bbearer\s+(?<secret>[A-Za-z0-9._~+/-]{16,}=*)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MatchTimeoutMilliseconds)]
    private static partial Regex BearerToken();

    [GeneratedRegex(
        @"\b[a-z][a-z0-9+.-]*://[^\s/:@]*:(?<secret>[^\s/@]+)@",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MatchTimeoutMilliseconds)]
    private static partial Regex UrlCredentials();

    [GeneratedRegex(
        @"(?<![A-Za-z0-9])(password|passwd|pwd|secret|api[_-]?key|access[_-]?token|auth[_-]?token)\s*[=:]\s*(?<secret>[^\s,;&""'|\[]+)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MatchTimeoutMilliseconds)]
    private static partial Regex Credential();
}
