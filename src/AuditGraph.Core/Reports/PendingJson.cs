using System.Text.Json;

namespace AuditGraph.Core.Reports;

/// <summary>Keeps what a writer of JSON holds back small, however long the document.</summary>
internal static class PendingJson
{
    private const int Most = 1 << 16;

    /// <summary>Hands on what is pending where that is much.</summary>
    public static void FlushWhereMuch(this Utf8JsonWriter json)
    {
        if (json.BytesPending > Most)
        {
            json.Flush();
        }
    }
}
