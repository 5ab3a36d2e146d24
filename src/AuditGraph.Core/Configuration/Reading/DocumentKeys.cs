using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Checks the keys that every configuration file may have: <c>version</c> and <c>$schema</c>.</summary>
internal static class DocumentKeys
{
    /// <summary>Checks them.</summary>
    /// <param name="mapping">The document.</param>
    /// <param name="values">Reads single values.</param>
    public static void Check(MappingNode mapping, ValueReader values)
    {
        CheckVersion(mapping, values);
        CheckSchemaKey(mapping, values);
    }

    private static void CheckVersion(MappingNode mapping, ValueReader values)
    {
        if (mapping.Find(JobKeys.Version) is not { } entry)
        {
            return;
        }

        bool isSupported = entry.Value is ScalarNode { Type: ScalarKind.Integer } number
            && CoreSchema.TryToInteger(number.Text, out long version) && version == FileDescription.Version;
        if (!isSupported && entry.Value is not BrokenNode)
        {
            bool isQuoted = entry.Value is ScalarNode { Type: ScalarKind.Text, Text: "1" };
            SourceSpan span = entry.Value.Span.Length == 0 ? entry.Key.Span : entry.Value.Span;
            values.Diagnostics.Add(
                ConfigurationErrors.VersionUnsupported, span, DocumentPath.Root.Member(JobKeys.Version),
                $"'{JobKeys.Version}' is {entry.Value.Kind}; expected the whole number {FileDescription.Version}",
                isQuoted ? "remove the quotes" : null,
                isQuoted ? new TextFix(span.Start, span.Length, "1") : null);
        }
    }

    private static void CheckSchemaKey(MappingNode mapping, ValueReader values)
    {
        if (mapping.Find(JobKeys.Schema) is { } entry)
        {
            values.Text(
                entry, entry.Value, DocumentPath.Root.Member(JobKeys.Schema), "the address of a JSON Schema",
                ConfigurationErrors.ValueKindWrong, _ => false);
        }
    }
}
