using AuditGraph.Core.Redaction;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>The rules that there are. Of two that find the same characters the first one tells of them.</summary>
internal static class SecretRules
{
    private const string Equal = "\\s*=\\s*[\"']?";

    private const string Colon = "[\"']?\\s*(?::=|=>|:|=)\\s*[\"']?";

    private const string NoWord = "(?:[^A-Za-z0-9_]|^)";

    /// <summary>All rules.</summary>
    public static IReadOnlyList<SecretRule> All { get; } =
        [.. OfKeys(), .. TokenShapes.All.Select(OfToken), .. OfPasswords(), Generic()];

    private static SecretRule OfToken(TokenShape shape) =>
        new(shape.Name, shape.Title, shape.Marks, $"(?:[^{shape.Inner}]|^)", shape.Pattern)
        {
            // The one names somebody and opens nothing; the other opens nothing that is worth anything.
            Severity = shape.Name is "aws-access-key" or "stripe-test-key"
                ? AuditSeverity.Warning
                : AuditSeverity.Error,
            Accepts = shape.Fits is { } fits ? place => fits(place.Secret) : null,
        };

    private static IEnumerable<SecretRule> OfKeys() =>
    [
        new("google-service-account", "the key of a service account of Google", ["private_key\""],
            "\"private_key\"\\s*:\\s*\"", "-----BEGIN PRIVATE KEY-----")
        {
            ReadWhole = KeyBlocks.ReadServiceAccount,
        },
        new("private-key", "a private key", ["PRIVATE KEY"],
            "", "-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----")
        {
            ReadWhole = KeyBlocks.ReadPem,
        },
        new("putty-key", "a private key of PuTTY", [KeyBlocks.PuttyMark], "", $"{KeyBlocks.PuttyMark}[0-9]:")
        {
            ReadWhole = KeyBlocks.ReadPutty,
        },
        new("aws-secret-key", "a secret access key of AWS",
            ["secretaccesskey", "secret_access_key", "secret access key", "secret_key", "secretkey", "akia", "asia"],
            $"(?:secret[ _]?(?:access[ _]?)?key{Colon}|(?:AKIA|ASIA)[A-Z2-7]{{16}}[\"']?\\s*[,;|\\s]\\s*[\"']?)",
            "[A-Za-z0-9/+]{40,}")
        {
            IgnoresCase = true,
            Accepts = place =>
                place.Secret.Length == 40 && SecretShapes.IsMixed(place.Secret) && !place.After.StartsWith("="),
        },
        new("azure-storage-key", "a key of Azure Storage", ["accountkey"], $"AccountKey{Equal}", "[A-Za-z0-9+/]{86}==")
        {
            IgnoresCase = true,
        },
        new("azure-shared-key", "a shared access key of Azure", ["sharedaccesskey"],
            $"SharedAccessKey{Equal}", "[A-Za-z0-9+/]{43}=")
        {
            IgnoresCase = true,
        },
        new("jwt", "a JSON Web Token", ["eyJ"],
            "(?:[^A-Za-z0-9_-]|^)", "eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{4,}\\.[A-Za-z0-9_-]{16,}")
        {
            Accepts = SecretShapes.IsJsonWebToken,
        },
    ];

    private static IEnumerable<SecretRule> OfPasswords() =>
    [
        new("url-credentials", "a password in a URL", ["://"],
            "://[^\\s/:@\"'<>`]*:", "[A-Za-z0-9._~!$&*+,;=%^#?|-]+", "@[A-Za-z0-9\\[]")
        {
            IsPassword = true,
            Accepts = SecretShapes.HasRealHost,
        },
        new("connection-string", "the password of a connection string", ["password", "pwd"],
            $"{NoWord}(?:password|pwd){Equal}", "[^;\"'\\s<>]+")
        {
            IgnoresCase = true,
            IsPassword = true,
            Accepts = SecretShapes.IsOfConnection,
        },
        new("npmrc-password", "a password of an .npmrc file", ["_authToken", "_password", "_auth"],
            $"(?::|^)_(?:authToken|password|auth){Equal}", "[A-Za-z0-9+/=_.~-]{8,}") { IsPassword = true },
        new("docker-auth", "the login of a registry of containers", ["\"auth\""],
            "\"auth\"\\s*:\\s*\"", "[A-Za-z0-9+/]{8,}={0,2}")
        {
            Accepts = SecretShapes.IsNameAndPassword,
        },
        new("basic-authorization", "a name and password for HTTP", ["basic "],
            "authorization[\"']?\\s*[:=,]\\s*[\"']?basic\\s+", "[A-Za-z0-9+/]{8,}={0,2}")
        {
            IgnoresCase = true,
            Accepts = SecretShapes.IsNameAndPassword,
        },
        new("netrc-password", "a password of a .netrc file", ["password"], "(?:\\s|^)password\\s+", "\\S+")
        {
            IsPassword = true,
            FileNames = [".netrc", "_netrc", "netrc"],
        },
        new("pgpass-password", "a password of a .pgpass file", [":"],
            "^[^:#\\s][^:]*:[^:]*:[^:]*:[^:]*:", "[^:\\s]+")
        {
            IsPassword = true,
            FileNames = [".pgpass", "pgpass", "pgpass.conf"],
        },
    ];

    private static SecretRule Generic() => new("generic-secret", "a random text with the name of a secret",
        [
            "password", "passwd", "passphrase", "pwd", "secret", "token", "api_key", "api-key", "apikey", "access_key",
            "accesskey", "credential",
        ],
        "(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key|access_?key|credential)[A-Za-z0-9_-]*"
        + "[\"']?\\s*(?::=|=>|:|=)\\s*[\"']",
        "[^\\s\"']{10,}",
        "[\"']")
    {
        IgnoresCase = true,
        IsPassword = true,
        IsGeneric = true,
        Accepts = place => SecretShapes.IsRandom(place.Secret),
    };
}
