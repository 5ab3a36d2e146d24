namespace AuditGraph.Core.Redaction;

/// <summary>
/// The one list of what tokens look like, as those say in public who give them out. Reports are masked by it, and
/// <c>check.secrets</c> goes by it.
/// </summary>
internal static class TokenShapes
{
    /// <summary>All shapes; of two that match the same text the first one counts.</summary>
    public static IReadOnlyList<TokenShape> All { get; } =
    [
        new("aws-access-key", "an access key id of AWS", ["AKIA", "ASIA"], "(?:AKIA|ASIA)[A-Z0-9]{16,}")
        {
            // Base32 behind the mark; keys of the documentation end with a word.
            Inner = "A-Za-z0-9",
            Fits = text => text.Length == 20 && !text[4..].ContainsAny("0189") && !text.EndsWith("EXAMPLE"),
        },
        new("github-token", "a token of GitHub", ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"], "gh[pousr]_[A-Za-z0-9]{36,}")
        {
            Inner = "A-Za-z0-9",
            Fits = text => text.Length > 40 || TokenChecksum.Fits(text[4..]),
        },
        new("github-fine-grained-token", "a fine-grained token of GitHub", ["github_pat_"],
            "github_pat_[A-Za-z0-9_]{22,}")
        {
            Fits = text => text.Length == 93 && text[33] == '_',
        },
        new("gitlab-token", "a token of GitLab",
            ["glpat-", "gldt-", "glrt-", "glcbt-", "glptt-", "glft-", "glimt-", "glagent-", "gloas-", "glsoat-"],
            "gl(?:pat|dt|rt|cbt|ptt|ft|imt|agent|oas|soat)-[A-Za-z0-9_-]{20,}"),
        new("slack-token", "a token of Slack",
            ["xoxa-", "xoxb-", "xoxe-", "xoxp-", "xoxr-", "xoxs-", "xapp-"], "(?:xox[abeprs]|xapp)-[A-Za-z0-9-]{10,}")
        {
            Fits = text => text.Length >= 30 && text.ContainsAnyInRange('0', '9'),
        },
        new("slack-webhook", "the address of a webhook of Slack", ["hooks.slack.com/"],
            "hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9_]{8,}/[A-Za-z0-9_]{8,}/[A-Za-z0-9_/]{16,}"),
        new("stripe-key", "a secret key of Stripe", ["sk_live_", "rk_live_", "whsec_"],
            "(?:[sr]k_live|whsec)_[A-Za-z0-9]{16,}")
        {
            Inner = "A-Za-z0-9",
        },
        new("stripe-test-key", "a secret key of Stripe for tests", ["sk_test_", "rk_test_"],
            "[sr]k_test_[A-Za-z0-9]{16,}")
        {
            Inner = "A-Za-z0-9",
        },
        new("npm-token", "a token of npm", ["npm_"], "npm_[A-Za-z0-9]{36,}")
        {
            Inner = "A-Za-z0-9",
            Fits = text => text.Length == 40 && TokenChecksum.Fits(text[4..]),
        },
        new("pypi-token", "a token of PyPI", ["pypi-AgE"], "pypi-AgE[A-Za-z0-9_-]{50,}"),
        new("nuget-key", "an API key of NuGet", ["oy2"], "oy2[a-z0-9]{43,}") { Fits = OfLength(46) },
        new("google-api-key", "an API key of Google", ["AIza"], "AIza[A-Za-z0-9_-]{35,}") { Fits = OfLength(39) },
        new("google-oauth-secret", "an OAuth client secret of Google", ["GOCSPX-"], "GOCSPX-[A-Za-z0-9_-]{28,}")
        {
            Fits = OfLength(35),
        },
        new("azure-client-secret", "a client secret of Azure", ["Q~"], "[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{31,}")
        {
            Inner = "A-Za-z0-9_~.-",
            Fits = text => text.Length is >= 37 and <= 40,
        },
        new("anthropic-key", "an API key of Anthropic", ["sk-ant-"], "sk-ant-[A-Za-z0-9_-]{80,}"),
        new("openai-key", "an API key of OpenAI", ["T3BlbkFJ"], "sk-[A-Za-z0-9_-]{40,}")
        {
            Fits = text => text.Contains("T3BlbkFJ", StringComparison.Ordinal),
        },
        new("hugging-face-token", "a token of Hugging Face", ["hf_"], "hf_[A-Za-z0-9]{34,}") { Fits = OfLength(37) },
        new("sendgrid-key", "an API key of SendGrid", ["SG."], "SG\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43,}")
        {
            Fits = OfLength(69),
        },
        new("digitalocean-token", "a token of DigitalOcean", ["dop_v1_", "doo_v1_", "dor_v1_"],
            "do[opr]_v1_[a-f0-9]{64,}"),
        new("shopify-token", "a token of Shopify", ["shpat_", "shpca_", "shppa_", "shpss_"],
            "shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32,}"),
        new("docker-token", "a token of Docker Hub", ["dckr_pat_", "dckr_oat_"], "dckr_[po]at_[A-Za-z0-9_-]{27,}"),
        new("vault-token", "a token of HashiCorp Vault", ["hvs.", "hvb."], "hv[bs]\\.[A-Za-z0-9_-]{24,}"),
        new("terraform-token", "a token of Terraform Cloud", [".atlasv1."],
            "[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{60,}"),
        new("databricks-token", "a token of Databricks", ["dapi"], "dapi[a-f0-9]{32,}") { Fits = OfLength(36) },
        new("rubygems-key", "an API key of RubyGems", ["rubygems_"], "rubygems_[a-f0-9]{48,}"),
        new("crates-io-token", "a token of crates.io", ["cio"], "cio[A-Za-z0-9]{32,}")
        {
            Fits = text => text.Length == 35 && text.ContainsAnyInRange('0', '9') && text.ContainsAnyInRange('A', 'Z'),
        },
        new("linear-key", "an API key of Linear", ["lin_api_"], "lin_api_[A-Za-z0-9]{40,}"),
        new("postman-key", "an API key of Postman", ["PMAK-"], "PMAK-[a-f0-9]{24}-[a-f0-9]{34,}"),
        new("telegram-token", "a token of a Telegram bot", [":AA"], "[0-9]{8,10}:AA[A-Za-z0-9_-]{33,}")
        {
            Fits = text => text.Length - text.IndexOf(':') == 36,
        },
        new("age-key", "a secret key of age", ["AGE-SECRET-KEY-1"],
            "AGE-SECRET-KEY-1[A-Z0-9]{58,}") { Fits = OfLength(74) },
    ];

    private static TokenTest OfLength(int length) => text => text.Length == length;
}
