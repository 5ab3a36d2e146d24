using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Errors;

namespace AuditGraph.Core.Configuration.Syntax;

/// <summary>
/// Finds directives that YAML keeps for later versions. A parser passes over them, which whoever wrote them should be
/// told (YAML 1.2.2, 6.8).
/// </summary>
internal static class ReservedDirectives
{
    /// <summary>Reports those before the first document.</summary>
    /// <param name="text">The file's characters.</param>
    /// <param name="diagnostics">Takes the findings.</param>
    public static void Report(string text, DiagnosticList diagnostics)
    {
        for (int start = 0; start < text.Length;)
        {
            int length = text.AsSpan(start).IndexOfAny('\r', '\n');
            int end = length < 0 ? text.Length : start + length;
            ReadOnlySpan<char> line = text.AsSpan(start, end - start);
            ReadOnlySpan<char> content = line.Trim(" \t");
            if (line is ['%', ..])
            {
                int nameLength = content.IndexOfAny(' ', '\t');
                ReadOnlySpan<char> name = nameLength < 0 ? content : content[..nameLength];
                if (name is not ("%" or "%YAML" or "%TAG"))
                {
                    diagnostics.Add(
                        ConfigurationErrors.DirectiveIgnored, new SourceSpan(start, end), DocumentPath.Root,
                        $"the directive '{OffendingText.Show(name.ToString())}' is none that YAML knows; it is ignored");
                }
            }
            else if (content is not ([] or ['#', ..]))
            {
                return;
            }

            start = end + 1;
        }
    }
}
