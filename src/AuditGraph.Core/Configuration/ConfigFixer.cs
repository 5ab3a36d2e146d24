using System.Text;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Configuration;

/// <summary>Applies the safe fixes of a configuration, touching the characters they name and no others.</summary>
internal static class ConfigFixer
{
    // A corrected action type brings its arguments' typos to light, and so on; no file needs more rounds.
    private const int MostRounds = 8;

    /// <summary>Applies the safe fixes to a content.</summary>
    /// <param name="path">The file it is from, as an absolute path.</param>
    /// <param name="bytes">The content.</param>
    /// <param name="actions">The actions there are; null for those of the product.</param>
    public static ConfigFixResult Fix(string path, ReadOnlySpan<byte> bytes, IReadOnlyList<ActionDescriptor>? actions = null)
    {
        byte[] current = bytes.ToArray();
        ConfigFile file = ConfigFiles.Parse(path, current, actions);
        int applied = 0;
        for (int round = 0; round < MostRounds; round++)
        {
            (string text, int count) = Apply(file);
            if (count == 0)
            {
                break;
            }

            byte[] candidate = [.. current.AsSpan().StartsWith("\uFEFF"u8) ? "\uFEFF"u8 : [], .. Encoding.UTF8.GetBytes(text)];
            ConfigFile result = ConfigFiles.Parse(path, candidate, actions);
            if (CountErrors(result) > CountErrors(file))
            {
                break;
            }

            (current, file) = (candidate, result);
            applied += count;
        }

        return new ConfigFixResult(current, applied, file);
    }

    /// <summary>Applies the safe fixes to a file; one without any is not written.</summary>
    /// <param name="path">The file.</param>
    /// <param name="disk">The disk.</param>
    /// <returns>The result; null where the file could not be read, which <see cref="ConfigFiles.LoadFile"/> explains.</returns>
    /// <exception cref="AuditWorkspaceException"><c>WriteFailed</c>.</exception>
    public static ConfigFixResult? FixFile(string path, IDisk disk)
    {
        string absolute = Path.GetFullPath(path);
        byte[]? bytes;
        try
        {
            bytes = RegularFile.TryRead(absolute, ConfigFinder.DefaultSizeLimit);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            return null;
        }

        if (bytes is null)
        {
            return null;
        }

        ConfigFixResult result = Fix(absolute, bytes);
        if (result.AppliedCount > 0)
        {
            new AtomicFile(disk).Overwrite(absolute, result.Bytes);
        }

        return result;
    }

    private static (string Text, int Count) Apply(ConfigFile file)
    {
        var text = new StringBuilder(file.Text.Length + 64);
        int at = 0;
        int count = 0;
        foreach (TextFix fix in file.Diagnostics
            .Select(diagnostic => diagnostic.Fix).OfType<TextFix>().OrderBy(fix => fix.Offset).ThenBy(fix => fix.Length))
        {
            // Of two fixes for the same characters the first is taken; the next round sees whether the other still stands.
            if (fix.Offset >= at)
            {
                text.Append(file.Text, at, fix.Offset - at).Append(fix.Replacement);
                at = fix.Offset + fix.Length;
                count++;
            }
        }

        return (text.Append(file.Text, at, file.Text.Length - at).ToString(), count);
    }

    private static int CountErrors(ConfigFile file) =>
        file.Diagnostics.Count(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
}
