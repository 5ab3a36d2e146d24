using System.Text;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace AuditGraph.Core.Workspaces;

/// <summary>Reads <c>config/pkg.yaml</c>. Keys it does not know belong to others and are passed over.</summary>
internal static class WorkspaceSettingsReader
{
    private const int LargestFile = 64 * 1024;

    private const int DeepestNesting = 32;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The settings of the workspace at a root; the defaults where there is no file.</summary>
    /// <exception cref="AuditWorkspaceException"><c>ProfileInvalid</c>: the file cannot be used.</exception>
    public static WorkspaceSettings Read(string root)
    {
        string path = Path.Join(root, "config", "pkg.yaml");
        Dictionary<string, string> scalars;
        try
        {
            if (RegularFile.TryRead(path, LargestFile) is not { } content)
            {
                return WorkspaceSettings.Default;
            }

            scalars = ReadScalars(content);
        }
        catch (Exception failure) when (failure is IOException or InvalidDataException or YamlException or DecoderFallbackException)
        {
            throw Invalid(path, $"'{path}' cannot be read: {failure.Message}", failure);
        }

        string profile = scalars.GetValueOrDefault("active_profile", WorkspaceSettings.Default.ActiveProfile);
        if (!PlainName.IsValid(profile))
        {
            throw Invalid(path, $"'{path}': active_profile is '{DisplayText.Escape(profile)}'; it is {PlainName.Expected}.");
        }

        return new WorkspaceSettings(
            profile, ReadSwitch(path, scalars, "security.redaction.enabled"), ReadDuration(path, scalars, "snapshots.keep"));
    }

    private static TimeSpan? ReadDuration(string path, Dictionary<string, string> scalars, string key) =>
        !scalars.TryGetValue(key, out string? text) ? null
        : DurationText.TryParse(text, out TimeSpan duration) ? duration
        : throw Invalid(path, $"'{path}': {key} is '{DisplayText.Escape(text)}'; it is {DurationText.Expected}.");

    private static bool ReadSwitch(string path, Dictionary<string, string> scalars, string key) =>
        scalars.GetValueOrDefault(key, "true") switch
        {
            "true" or "True" or "TRUE" => true,
            "false" or "False" or "FALSE" => false,
            string other => throw Invalid(path, $"'{path}': {key} is '{DisplayText.Escape(other)}'; it is true or false."),
        };

    private static Dictionary<string, string> ReadScalars(byte[] content)
    {
        var scalars = new Dictionary<string, string>(StringComparer.Ordinal);
        var parser = new Parser(new StringReader(Utf8.GetString(content)));
        parser.Consume<StreamStart>();
        if (parser.TryConsume<DocumentStart>(out _))
        {
            ReadNode(parser, scalars, "", depth: 0);
            parser.Consume<DocumentEnd>();
        }

        parser.Consume<StreamEnd>();
        return scalars;
    }

    private static void ReadNode(Parser parser, Dictionary<string, string> scalars, string path, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new YamlException(parser.Current!.Start, parser.Current.End, $"nested deeper than {DeepestNesting} levels");
        }

        if (parser.Current is Scalar scalar)
        {
            parser.MoveNext();
            if (!scalars.TryAdd(path, scalar.Value))
            {
                throw new YamlException(scalar.Start, scalar.End, $"'{path}' is set twice");
            }
        }
        else if (parser.TryConsume<MappingStart>(out _))
        {
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                Scalar key = parser.Consume<Scalar>();
                ReadNode(parser, scalars, path.Length == 0 ? key.Value : $"{path}.{key.Value}", depth + 1);
            }
        }
        else
        {
            parser.SkipThisAndNestedEvents();
        }
    }

    private static AuditWorkspaceException Invalid(string path, string message, Exception? cause = null) =>
        new(WorkspaceErrors.ProfileInvalid, message, cause) { Target = path };
}
