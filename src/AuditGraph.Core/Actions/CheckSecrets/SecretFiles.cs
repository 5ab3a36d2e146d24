using System.Text;
using AuditGraph.Core.Actions.Contents;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Actions.CheckSecrets;

/// <summary>Which rules look at a file, going by its name. For several threads at once.</summary>
internal sealed class SecretFiles
{
    // Programs write these, and they are full of hashes.
    private static readonly HashSet<string> Locks = new(StringComparer.OrdinalIgnoreCase)
    {
        "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "deno.lock",
        "cargo.lock", "gemfile.lock", "poetry.lock", "pipfile.lock", "pdm.lock", "uv.lock", "composer.lock",
        "go.sum", "go.work.sum",
        "packages.lock.json", "paket.lock", "flake.lock", "mix.lock", "rebar.lock", "podfile.lock", "package.resolved",
        "pubspec.lock", "gradle.lockfile", "conan.lock", "cartfile.resolved", ".terraform.lock.hcl",
    };

    private readonly SecretQuestion ofLocks;
    private readonly SecretQuestion ofOthers;
    private readonly Dictionary<string, SecretQuestion> named = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Divides rules among files.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="key">Tells secrets apart.</param>
    public SecretFiles(IReadOnlyList<SecretRule> rules, FingerprintKey key)
    {
        SecretRule[] ofAll = [.. rules.Where(rule => rule.FileNames.Length == 0)];
        ofOthers = new SecretQuestion(ofAll, key);
        ofLocks = new SecretQuestion([.. ofAll.Where(rule => !rule.IsGeneric)], key);
        foreach (SecretRule special in rules.Where(rule => rule.FileNames.Length > 0))
        {
            var question = new SecretQuestion([.. ofAll, special], key);
            Array.ForEach(special.FileNames, name => named.Add(name, question));
        }
    }

    /// <summary>Whether a file is one in which a program keeps versions and hashes.</summary>
    public static bool IsLock(TreePath path) => Locks.Contains(NameOf(path.Name));

    /// <summary>What is asked of a file.</summary>
    public SecretQuestion QuestionOf(ReadOnlySpan<byte> name)
    {
        string text = NameOf(name);
        return Locks.Contains(text) ? ofLocks : named.GetValueOrDefault(text, ofOthers);
    }

    private static string NameOf(ReadOnlySpan<byte> name) => Encoding.UTF8.GetString(name);
}

/// <summary>A file that is looked at.</summary>
/// <param name="Found">The file.</param>
/// <param name="Question">What is asked of it.</param>
internal sealed record SecretFile(TreeFile Found, IContentQuestion<SecretYield> Question) : IContentFile<SecretYield>
{
    /// <inheritdoc/>
    public TreePath Path => Found.Path;

    /// <inheritdoc/>
    public long Bytes => Found.Bytes;

    /// <inheritdoc/>
    public ContentHash Hash => Found.Hash;
}
