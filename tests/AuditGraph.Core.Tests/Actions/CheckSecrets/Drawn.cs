using System.Text;
using AuditGraph.Core.Redaction;

namespace AuditGraph.Core.Tests.Actions.CheckSecrets;

/// <summary>
/// Secrets that nobody has, drawn while the tests run, so that no file of the repository holds what looks like one.
/// </summary>
internal sealed class Drawn(int seed)
{
    public const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    public const string Digits = "0123456789";
    public const string Alphanumeric = Letters + Digits;
    public const string Url = Alphanumeric + "_-";
    public const string Base64 = Alphanumeric + "+/";
    public const string Hex = "0123456789abcdef";

    private readonly Random random = new(seed);

    /// <summary>Some characters.</summary>
    public string Of(string alphabet, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => alphabet[random.Next(alphabet.Length)]));

    /// <summary>Some characters of base64, with letters of both kinds and digits.</summary>
    public string Mixed(int count) => "aB3" + Of(Base64, count - 3);

    /// <summary>A token with the checksum of GitHub and npm.</summary>
    public string Checked(string mark) =>
        Of(Alphanumeric, 30) is var body ? $"{mark}{body}{TokenChecksum.Of(body)}" : "";

    /// <summary>A JSON Web Token.</summary>
    public string JsonWebToken() =>
        $"{Encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")}.{Encode($"{{\"sub\":\"{Of(Digits, 6)}\"}}")}.{Of(Url, 43)}";

    /// <summary>A private key in PEM.</summary>
    public string Pem(string kind = "RSA ", string lineEnd = "\n") =>
        $"-----BEGIN {kind}PRIVATE KEY-----{lineEnd}"
        + $"{Of(Base64, 64)}{lineEnd}{Of(Base64, 64)}{lineEnd}{Of(Base64, 30)}=={lineEnd}"
        + $"-----END {kind}PRIVATE KEY-----";

    /// <summary>A text in base64.</summary>
    public static string Encode64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Encode(string text) => Encode64(text).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
