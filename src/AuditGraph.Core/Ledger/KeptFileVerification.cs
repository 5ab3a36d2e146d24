using System.IO.Compression;
using System.Text.Json;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Ledger;

/// <summary>Compares the reports as data that are kept beside records with what the records say of them.</summary>
/// <param name="paths">The profile.</param>
/// <param name="problems">Where it puts what it finds.</param>
internal sealed class KeptReportVerification(ProfilePaths paths, ProblemList problems)
{
    private readonly byte[] buffer = new byte[64 * 1024];

    /// <summary>Compares a run's report with its record.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="record">The record's bytes, which are those that the ledger states.</param>
    public void Compare(string run, byte[] record)
    {
        if (Stated(record) is not var (expected, bytes))
        {
            return;
        }

        string path = paths.ReportOf(run);
        ContentHash? actual = null;
        try
        {
            using SafeFileHandle? file = RegularFile.TryOpen(path);
            if (file is null)
            {
                problems.Error(
                    VerificationErrors.KeptReportMissing, $"The report of run {run}, as data, is missing.", path, run, expected.ToString());
                return;
            }

            using var content = new FileStream(file, FileAccess.Read);
            actual = Hash(content, bytes);
        }
        catch (InvalidDataException)
        {
            // What is no regular file, or not compressed, is not the report either.
        }

        if (actual != expected)
        {
            problems.Error(
                VerificationErrors.KeptReportChanged, $"The report of run {run}, as data, is not the one that its record names.",
                path, run, expected.ToString(), actual?.ToString());
        }
    }

    private static (ContentHash Hash, long Bytes)? Stated(byte[] record)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(record);
            // Of a run that took the report of an earlier one, it is kept with that.
            return !document.RootElement.TryGetProperty("reused", out _)
                && document.RootElement.TryGetProperty("report", out JsonElement report) && report.ValueKind == JsonValueKind.Object
                && ContentHash.TryParse(report.GetProperty("sha256").GetString(), out ContentHash hash)
                    ? (hash, report.GetProperty("bytes").GetInt64())
                    : null;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // A record is what its run wrote; whether it can be understood is for who reads it.
            return null;
        }
    }

    // No more is unpacked than the record says that there is, so that a small file cannot keep the verification busy.
    private ContentHash? Hash(FileStream content, long bytes)
    {
        using var gzip = new GZipStream(content, CompressionMode.Decompress);
        using var hashing = new HashingStream(Stream.Null);
        while (hashing.Count <= bytes && gzip.Read(buffer) is > 0 and var count)
        {
            hashing.Write(buffer.AsSpan(0, count));
        }

        return hashing.Count == bytes ? hashing.CurrentHash() : null;
    }
}
