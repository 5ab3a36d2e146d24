using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>Reads the bytes of a configuration into a syntax tree with exact places. Never throws, whatever the bytes are.</summary>
internal static class ConfigReader
{
    /// <summary>Reads a configuration: JSON where the file's extension is <c>.json</c>, else YAML 1.2.</summary>
    /// <param name="path">The file, as an absolute path, for the diagnostics.</param>
    /// <param name="bytes">Its content.</param>
    /// <param name="expected">What an empty file lacks; null where it may be empty.</param>
    public static ConfigDocument Read(string path, ReadOnlySpan<byte> bytes, string? expected)
    {
        SourceText source = ConfigDecoder.Decode(path, bytes, out DiagnosticList diagnostics);
        if (diagnostics.HasErrors)
        {
            return new ConfigDocument(source, null, diagnostics);
        }

        string cleansed = ConfigDecoder.Cleanse(source, diagnostics);
        bool isBlank = cleansed.AsSpan().Trim(" \t\r\n").IsEmpty;
        SyntaxNode? root = null;
        if (!isBlank)
        {
            root = path.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
                ? JsonSyntaxReader.Read(source, diagnostics)
                : YamlSyntaxReader.Read(source, cleansed, diagnostics);
        }

        if (!diagnostics.HasErrors && root is null or ScalarNode { Type: ScalarKind.Null, Span.Length: 0 })
        {
            root = null;
            if (expected is not null)
            {
                diagnostics.Add(
                    ConfigurationErrors.ConfigEmpty, default, DocumentPath.Root,
                    $"the file {(isBlank ? "is empty" : "holds no value")}; expected {expected}");
            }
        }

        return new ConfigDocument(source, root, diagnostics);
    }
}
