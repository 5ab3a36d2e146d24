using System.Globalization;
using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Native;
using AuditGraph.Core.Workspaces;

namespace AuditGraph.Core.Configuration;

/// <summary>Finds and reads configuration files, and says what is in the way.</summary>
internal static class ConfigFinder
{
    /// <summary>The largest file that is read, in bytes, unless a caller says otherwise.</summary>
    public const int DefaultSizeLimit = 1 << 20;

    /// <summary>The one file that a workspace has of those that may be, or null where it has none.</summary>
    /// <param name="root">The workspace's root, as an absolute path.</param>
    /// <param name="names">Where the file may be, relative to the root.</param>
    /// <param name="refusal">The finding that there is more than one; else null.</param>
    public static string? Find(string root, string[] names, out ConfigFile? refusal)
    {
        string? found = null;
        refusal = null;
        foreach (string relative in names)
        {
            string path = Path.Join(root, relative);
            if (!IsThere(path))
            {
                continue;
            }

            if (found is not null)
            {
                refusal = Refuse(
                    found, ConfigurationErrors.ConfigAmbiguous,
                    $"the workspace also has {relative}; expected only one of {string.Join(", ", names)}");
                return found;
            }

            found = path;
        }

        return found;
    }

    /// <summary>The content of a file; null where it cannot be had.</summary>
    /// <param name="path">The file, as an absolute path.</param>
    /// <param name="sizeLimit">The largest file that is read, in bytes.</param>
    /// <param name="refusal">The finding that says why it cannot be had; else null.</param>
    public static byte[]? Read(string path, int sizeLimit, out ConfigFile? refusal)
    {
        refusal = null;
        try
        {
            byte[]? bytes = RegularFile.TryReadStart(path, sizeLimit);
            if (bytes is null)
            {
                refusal = Refuse(path, ConfigurationErrors.ConfigNotFound, "there is no such file");
            }
            else if (bytes.Length > sizeLimit)
            {
                refusal = Refuse(
                    path, ConfigurationErrors.ConfigTooLarge,
                    string.Create(CultureInfo.InvariantCulture, $"the file is larger than the limit of {sizeLimit} bytes"));
            }

            return refusal is null ? bytes : null;
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException)
        {
            refusal = Refuse(path, ConfigurationErrors.ConfigUnreadable, $"the file cannot be read: {failure.Message}");
            return null;
        }
    }

    /// <summary>A file that is not read, with the one finding that says why.</summary>
    public static ConfigFile Refuse(string path, AuditErrorDescriptor rule, string message, string? suggestion = null)
    {
        var diagnostics = new DiagnosticList(new SourceText(path, ""));
        diagnostics.Add(rule, default, DocumentPath.Root, message, suggestion);
        return new ConfigFile(path, null, "", diagnostics.ToSorted());
    }

    private static bool IsThere(string path)
    {
        try
        {
            return RegularFile.KindOf(path) != FileType.Unknown;
        }
        catch (IOException)
        {
            // Something is in the way, which reading it tells.
            return true;
        }
    }
}
