using static AuditGraph.Core.Tests.Actions.CheckSecrets.Drawn;

namespace AuditGraph.Core.Tests.Actions.CheckSecrets;

/// <summary>
/// Texts of which somebody has decided by reading them whether they hold a secret, of each rule some.
/// </summary>
/// <param name="Rule">The rule that has to decide.</param>
/// <param name="IsSecret">Whether it is one.</param>
/// <param name="Text">The text.</param>
/// <param name="File">The name of the file.</param>
public sealed record SecretSample(string Rule, bool IsSecret, string Text, string File = "f.txt")
{
    /// <summary>All texts. Those at the end are such as the rules are known to be wrong about.</summary>
    internal static IReadOnlyList<SecretSample> All { get; } = [.. Make(new Drawn(7))];

    private static IEnumerable<SecretSample> Make(Drawn drawn) =>
    [
        .. Tokens(drawn), .. Keys(drawn), .. Passwords(drawn), .. Generic(drawn), .. Hard(drawn),
    ];

    private static SecretSample Yes(string rule, string text, string file = "f.txt") =>
        new($"secrets.{rule}", true, text, file);

    private static SecretSample No(string rule, string text, string file = "f.txt") =>
        new($"secrets.{rule}", false, text, file);

    private static IEnumerable<SecretSample> Tokens(Drawn drawn)
    {
        const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        string id = "AKIA" + drawn.Of(Base32, 16);
        yield return Yes("aws-access-key", $"aws_access_key_id = {id}");
        yield return Yes("aws-access-key", $"\"ASIA{drawn.Of(Base32, 16)}\"");
        yield return No("aws-access-key", "AKIA" + "IOSFODNN7EXAMPLE");
        yield return No("aws-access-key", id + "A");
        yield return No("aws-access-key", id[..^1]);
        yield return No("aws-access-key", "x" + id);
        yield return No("aws-access-key", id[..^1] + "1");
        yield return No("aws-access-key", "AKIA" + new string('X', 16));
        yield return Yes("aws-secret-key", $"aws_secret_access_key = {drawn.Mixed(40)}");
        yield return Yes("aws-secret-key", $"SecretAccessKey: '{drawn.Mixed(40)}'");
        yield return Yes("aws-secret-key", $"{id},{drawn.Mixed(40)}");
        yield return No("aws-secret-key", $"secret_key = {drawn.Of(Hex, 40)}");
        yield return No("aws-secret-key", $"secret_key = {drawn.Mixed(41)}");
        yield return No("aws-secret-key", "secret_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        foreach (string mark in (string[])["ghp_", "gho_", "ghu_", "ghs_", "ghr_"])
        {
            yield return Yes("github-token", $"token: {drawn.Checked(mark)}");
        }

        yield return No("github-token", "ghp_" + drawn.Of(Alphanumeric, 36));
        yield return No("github-token", drawn.Checked("ghp_")[..^1] + "!");
        yield return No("github-token", $"x{drawn.Checked("ghp_")}");
        yield return Yes(
            "github-fine-grained-token", $"github_pat_{drawn.Of(Alphanumeric, 22)}_{drawn.Of(Alphanumeric, 59)}");
        yield return No(
            "github-fine-grained-token", $"github_pat_{drawn.Of(Alphanumeric, 22)}_{drawn.Of(Alphanumeric, 58)}");
        yield return Yes("gitlab-token", $"curl -H 'PRIVATE-TOKEN: glpat-{drawn.Of(Url, 20)}'");
        yield return Yes("gitlab-token", $"glrt-{drawn.Of(Url, 20)}");
        yield return No("gitlab-token", "glpat-" + drawn.Of(Url, 12));
        yield return No("gitlab-token", "glpat-" + new string('x', 20));
        yield return Yes(
            "slack-token", $"xoxb-{drawn.Of(Digits, 12)}-{drawn.Of(Digits, 13)}-{drawn.Of(Alphanumeric, 24)}");
        yield return No("slack-token", "xoxb-not-a-token-at-all-really");
        yield return Yes(
            "slack-webhook",
            $"https://hooks.slack.com/services/T{drawn.Of(Digits, 10)}/B{drawn.Of(Digits, 10)}/"
                + drawn.Of(Alphanumeric, 24));
        yield return No(
            "slack-webhook", "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX");
        yield return Yes("stripe-key", $"sk_live_{drawn.Of(Alphanumeric, 24)}");
        yield return Yes("stripe-key", $"rk_live_{drawn.Of(Alphanumeric, 99)}");
        yield return No("stripe-key", $"pk_live_{drawn.Of(Alphanumeric, 24)}");
        yield return Yes("stripe-test-key", $"sk_test_{drawn.Of(Alphanumeric, 24)}");
        yield return No("stripe-test-key", "sk_test_" + new string('x', 24));
        yield return Yes("npm-token", drawn.Checked("npm_"));
        yield return No("npm-token", "npm_" + drawn.Of(Alphanumeric, 36));
        yield return No("npm-token", "npm_config_user_agent_is_a_name_of_an_environment");
        yield return Yes("pypi-token", $"password = pypi-AgEIcHlwaS5vcmc{drawn.Of(Url, 150)}");
        yield return No("pypi-token", "pypi-AgEIcHlwaS5vcmc");
        yield return Yes("nuget-key", "oy2" + drawn.Of("abcdefghijklmnopqrstuvwxyz234567", 43));
        yield return No("nuget-key", "oy2" + drawn.Of("abcdefghijklmnopqrstuvwxyz234567", 42));
        yield return Yes("google-api-key", $"?key=AIza{drawn.Of(Url, 35)}&x");
        yield return No("google-api-key", "AIza" + drawn.Of(Url, 36));
        yield return Yes("google-oauth-secret", "GOCSPX-" + drawn.Of(Url, 28));
        yield return No("google-oauth-secret", "GOCSPX-" + drawn.Of(Url, 10));
        yield return Yes("azure-client-secret", $"{drawn.Of(Alphanumeric, 3)}8Q~{drawn.Of(Url, 34)}");
        yield return No("azure-client-secret", $"{drawn.Of(Alphanumeric, 3)}8Q~{drawn.Of(Url, 20)}");
        yield return Yes("anthropic-key", $"sk-ant-api03-{drawn.Of(Url, 95)}");
        yield return No("anthropic-key", "sk-ant-api03-...");
        yield return Yes("openai-key", $"sk-proj-{drawn.Of(Url, 60)}T3BlbkFJ{drawn.Of(Url, 60)}");
        yield return No("openai-key", $"sk-proj-{drawn.Of(Url, 60)}");
        yield return Yes("hugging-face-token", "hf_" + drawn.Of(Alphanumeric, 34));
        yield return No("hugging-face-token", "hf_" + drawn.Of(Alphanumeric, 33));
        yield return Yes("sendgrid-key", $"SG.{drawn.Of(Url, 22)}.{drawn.Of(Url, 43)}");
        yield return No("sendgrid-key", $"SG.{drawn.Of(Url, 22)}.{drawn.Of(Url, 20)}");
        yield return Yes("digitalocean-token", "dop_v1_" + drawn.Of(Hex, 64));
        yield return No("digitalocean-token", "dop_v1_" + drawn.Of(Hex, 63));
        yield return Yes("shopify-token", "shpat_" + drawn.Of(Hex, 32));
        yield return No("shopify-token", "shpat_" + drawn.Of(Hex, 31));
        yield return Yes("docker-token", "dckr_pat_" + drawn.Of(Url, 27));
        yield return No("docker-token", "dckr_pat_" + new string('*', 27));
        yield return Yes("vault-token", "VAULT_TOKEN=hvs." + drawn.Of(Url, 90));
        yield return No("vault-token", "hvs.short");
        yield return Yes("terraform-token", $"token = \"{drawn.Of(Alphanumeric, 14)}.atlasv1.{drawn.Of(Url, 67)}\"");
        yield return No("terraform-token", "xxxxxxxxxxxxxx.atlasv1.zzzzzzzzzzzzz");
        yield return Yes("databricks-token", "dapi" + drawn.Of(Hex, 32));
        yield return No("databricks-token", "dapi" + drawn.Of(Hex, 33));
        yield return Yes("rubygems-key", "rubygems_" + drawn.Of(Hex, 48));
        yield return No("rubygems-key", "rubygems_update_all_the_gems_now_and_for_ever_more_please");
        yield return Yes("crates-io-token", "cio" + "a1B" + drawn.Of(Alphanumeric, 29));
        yield return No("crates-io-token", "cio" + drawn.Of(Letters, 32));
        yield return Yes("linear-key", "lin_api_" + drawn.Of(Alphanumeric, 40));
        yield return No("linear-key", "lin_api_" + drawn.Of(Alphanumeric, 30));
        yield return Yes("postman-key", $"PMAK-{drawn.Of(Hex, 24)}-{drawn.Of(Hex, 34)}");
        yield return No("postman-key", $"PMAK-{drawn.Of(Hex, 24)}");
        yield return Yes("telegram-token", $"{drawn.Of("12345678", 9)}:AA{drawn.Of(Url, 33)}");
        yield return No("telegram-token", $"{drawn.Of("12345678", 9)}:AA{drawn.Of(Url, 34)}");
        yield return Yes("age-key", "AGE-SECRET-KEY-1" + drawn.Of("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 58));
        yield return No("age-key", "AGE-SECRET-KEY-1" + drawn.Of("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L", 57));
        yield return Yes("jwt", $"token = '{drawn.JsonWebToken()}'");
        yield return No(
            "jwt",
            $"{Encode64("{\"no\":\"head1\"}").TrimEnd('=')}.{Encode64("{\"a\":1}").TrimEnd('=')}.{drawn.Of(Url, 43)}");
        yield return No("jwt", string.Join('.', drawn.JsonWebToken().Split('.')[..2]));
        yield return No(
            "jwt",
            $"{drawn.JsonWebToken().Split('.')[0]}.{Encode64("{\"sub\":\"1234567890\",\"n\":1}").TrimEnd('=')}."
                + drawn.Of(Url, 43));
    }

    private static IEnumerable<SecretSample> Keys(Drawn drawn)
    {
        foreach (string kind in (string[])["", "RSA ", "EC ", "DSA ", "OPENSSH ", "ENCRYPTED "])
        {
            yield return Yes("private-key", drawn.Pem(kind));
        }

        yield return Yes("private-key", drawn.Pem(lineEnd: "\r\n"));
        yield return Yes("private-key", $"key: |\n  {drawn.Pem().Replace("\n", "\n  ", StringComparison.Ordinal)}");
        yield return Yes("private-key", $"\"key\": \"{drawn.Pem(lineEnd: "\\n")}\"");
        yield return Yes(
            "private-key", $"key = \"{drawn.Pem().Replace("\n", "\\n\" +\n \"", StringComparison.Ordinal)}\"");
        yield return Yes(
            "private-key",
            drawn.Pem().Replace("\n", "\nProc-Type: 4,ENCRYPTED\n", StringComparison.Ordinal)
                .Split("ENCRYPTED\n", 2) is var parts
                ? parts[0] + "ENCRYPTED\n\n"
                    + parts[1].Replace("\nProc-Type: 4,ENCRYPTED", "", StringComparison.Ordinal)
                : "");
        yield return No("private-key", "-----BEGIN PRIVATE KEY-----\nMIIE...\n-----END PRIVATE KEY-----");
        yield return No("private-key", "if (text.StartsWith(\"-----BEGIN PRIVATE KEY-----\"))");
        yield return No("private-key", $"-----BEGIN PUBLIC KEY-----\n{drawn.Of(Base64, 64)}\n-----END PUBLIC KEY-----");
        yield return No("private-key", $"-----BEGIN PRIVATE KEY-----\n{drawn.Of(Base64, 64)}\n");
        yield return Yes(
            "google-service-account",
            $"{{\"type\": \"service_account\",\n \"private_key\": \"{drawn.Pem("", "\\n")}\"}}");
        yield return No(
            "google-service-account",
            "{\"type\": \"service_account\",\n \"private_key\": \"-----BEGIN PRIVATE KEY-----\\n...\"}");
        yield return Yes(
            "putty-key",
            $"PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPrivate-Lines: 1\n{drawn.Of(Base64, 44)}\n"
                + "Private-MAC: 1");
        yield return No("putty-key", "PuTTY-User-Key-File-3: ssh-ed25519\nPublic-Lines: 1\n" + drawn.Of(Base64, 44));
        yield return Yes("azure-storage-key", $"AccountName=a;AccountKey={drawn.Of(Base64, 86)}==;");
        yield return No("azure-storage-key", $"AccountKey={drawn.Of(Base64, 60)}==;");
        yield return No(
            "azure-storage-key",
            "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq"
                + "/K1SZFPTOtr/KBHBeksoGMGw==");
        yield return Yes("azure-shared-key", $"Endpoint=sb://x/;SharedAccessKey={drawn.Of(Base64, 43)}=");
        yield return No("azure-shared-key", "SharedAccessKey={key}");
    }

    private static IEnumerable<SecretSample> Passwords(Drawn drawn)
    {
        string password = "kX7" + drawn.Of(Alphanumeric, 7);
        yield return Yes("url-credentials", $"https://ben:{password}@git.internal/x.git");
        yield return Yes("url-credentials", $"postgres://app:{password}!@db:5432/app");
        yield return Yes("url-credentials", $"redis://:{password}@10.0.0.1");
        foreach (string none in (string[])
            [
                "https://user:password@git.internal", "https://ben:${PW}@h.io", "https://ben:<token>@h.io",
                "https://a:%s@h.io", "https://ben:$PW@h.io", "http://h.io:8080/a@b", "git@h.io:a/b",
                "https://ben@h.io", "https://x:DB_PASSWORD@h.io", "https://x:{{pw}}@h.io", "\"://[^/:]*:[^/@]+@\"",
                $"https://ben:{password}@example.com/", $"https://ben:{password}@db.example",
            ])
        {
            yield return No("url-credentials", none);
        }

        yield return Yes("connection-string", $"Server=db;Database=app;User Id=sa;Password={password};");
        yield return Yes("connection-string", $"\"Host=db;Username=a;pwd = '{password}'\"");
        yield return No("connection-string", $"Password={password}");
        yield return No("connection-string", "Server=db;Password=<password>;");
        yield return No("connection-string", "Server=db;Password=********;");
        yield return No("connection-string", "Server=db;Database=x;Password=your_password;");
        yield return Yes("npmrc-password", $"//registry.npmjs.org/:_authToken={Guid.Parse(drawn.Of(Hex, 32))}");
        yield return No("npmrc-password", "//registry.npmjs.org/:_authToken=${NPM_TOKEN}");
        yield return No("npmrc-password", "//registry.npmjs.org/:_authToken=MYTOKEN1");
        yield return No("npmrc-password", "self._auth = get_auth_of_session()");
        yield return Yes("docker-auth", $"{{\"auths\":{{\"r.io\":{{\"auth\": \"{Encode64($"ben:{password}")}\"}}}}}}");
        yield return No("docker-auth", $"{{\"auth\": \"{Encode64("no colon in this")}\"}}");
        yield return No("docker-auth", $"{{\"auth\": \"{Encode64("user:password")}\"}}");
        yield return Yes("basic-authorization", $"Authorization: Basic {Encode64($"ben:{password}")}");
        yield return No("basic-authorization", "Authorization: Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW");
        yield return No("basic-authorization", "Authorization: Basic authentication");
        yield return Yes("netrc-password", $"machine h login ben password {password}", ".netrc");
        yield return No("netrc-password", $"machine h login ben password {password}", "notes.txt");
        yield return No("netrc-password", "machine h login ben password <password>", ".netrc");
        yield return Yes("pgpass-password", $"db:5432:app:ben:{password}", ".pgpass");
        yield return No("pgpass-password", $"# db:5432:app:ben:{password}", ".pgpass");
        yield return No("pgpass-password", $"db:5432:app:ben:{password}", "a.txt");
    }

    private static IEnumerable<SecretSample> Generic(Drawn drawn)
    {
        yield return Yes("generic-secret", $"client_secret: \"{drawn.Of(Alphanumeric, 32)}7a\"");
        yield return Yes("generic-secret", $"API_KEY = '{drawn.Of(Hex, 40)}'");
        yield return No("generic-secret", "password = \"correct horse battery\"");
        yield return No("generic-secret", "token_type = \"authorization_code\"");
        yield return No("generic-secret", "password = \"${SECRET_PASSWORD_1}\"");
        yield return No("generic-secret", "secret = \"aaaaaaaaaaaaaaa1\"");
    }

    // What the rules get wrong, and are known to.
    private static IEnumerable<SecretSample> Hard(Drawn drawn)
    {
        yield return Yes("github-token", drawn.Checked("ghp_").Insert(20, "\" +\n    \""));
        yield return Yes("url-credentials", $"https://ben:a/{drawn.Of(Alphanumeric, 8)}@h.io");
        yield return Yes("connection-string", $"Server=db;\nUser Id=sa;\nPassword={drawn.Of(Alphanumeric, 10)}\n");
        yield return Yes("connection-string", "Server=db;User Id=sa;Password=sa;");
        yield return Yes("netrc-password", $"machine h\npassword\n  {drawn.Of(Alphanumeric, 10)}", ".netrc");
        yield return Yes("generic-secret", $"password: {drawn.Of(Alphanumeric, 20)}9z");
        yield return No("jwt", $"an expired token of a test: {drawn.JsonWebToken()}");
        yield return No("generic-secret", $"cache_token = \"{drawn.Of(Hex, 64)}\"");
    }
}
