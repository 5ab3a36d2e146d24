using System.Text;
using AuditGraph.Core.Redaction;

namespace AuditGraph.Core.Runs;

/// <summary>Makes texts fit for a record: without secrets, and such that they have a form in UTF-8.</summary>
internal static class RecordText
{
    /// <summary>The text with every secret masked and U+FFFD for each half of a surrogate pair, as a file's name can hold one.</summary>
    public static string Of(string text, SecretRedactor redactor) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(redactor.Redact(text)));
}
