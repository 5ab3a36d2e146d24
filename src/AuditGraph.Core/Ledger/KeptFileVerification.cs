using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text.Json;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Workspaces;
using Microsoft.Win32.SafeHandles;

namespace AuditGraph.Core.Ledger;

/// <summary>
/// Compares what is kept beside records, reports as data and evidence, with what the records say of it.
/// </summary>
/// <param name="paths">The profile.</param>
/// <param name="problems">Where it puts what it finds.</param>
internal sealed class KeptFileVerification(ProfilePaths paths, ProblemList problems)
{
    private readonly byte[] buffer = new byte[64 * 1024];

    // Few runs keep evidence.
    private readonly Dictionary<string, HashSet<string>> evidence = new(StringComparer.Ordinal);

    /// <summary>Compares what is kept with a run with its record.</summary>
    /// <param name="run">The run's id.</param>
    /// <param name="record">The record's bytes, which are those that the ledger states.</param>
    public void Compare(string run, byte[] record)
    {
        foreach (KeptFile kept in Stated(record))
        {
            if (!kept.IsReport)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(evidence, run, out _) ??= []).Add(kept.Name);
            }

            Compare(run, kept);
        }
    }

    /// <summary>Whether a file beside a record is one that the record names, which was compared.</summary>
    public bool IsNamed(string run, string name) =>
        name is ProfilePaths.RecordName or ProfilePaths.ReportName
        || (evidence.TryGetValue(run, out HashSet<string>? names) && names.Contains(name));

    private void Compare(string run, KeptFile kept)
    {
        string path = paths.EvidenceOf(run, kept.Name);
        string what = kept.IsReport ? $"The report of run {run}, as data," : $"'{kept.Name}', the evidence of run {run},";
        ContentHash? actual = null;
        try
        {
            using SafeFileHandle? file = RegularFile.TryOpen(path);
            if (file is null)
            {
                problems.Error(
                    kept.IsReport ? VerificationErrors.KeptReportMissing : VerificationErrors.KeptEvidenceMissing,
                    $"{what} is missing.", path, run, kept.Hash.ToString());
                return;
            }

            using var content = new FileStream(file, FileAccess.Read);
            actual = Hash(content, kept.Bytes);
        }
        catch (InvalidDataException)
        {
            // What is no regular file, or not compressed, is not what was kept either.
        }

        if (actual != kept.Hash)
        {
            problems.Error(
                kept.IsReport ? VerificationErrors.KeptReportChanged : VerificationErrors.KeptEvidenceChanged,
                $"{what} is not the one that its record names.", path, run, kept.Hash.ToString(), actual?.ToString());
        }
    }

    private static List<KeptFile> Stated(byte[] record)
    {
        var stated = new List<KeptFile>();
        try
        {
            using JsonDocument document = JsonDocument.Parse(record);
            JsonElement root = document.RootElement;

            // Of a run that took the report of an earlier one, all is kept with that.
            if (root.TryGetProperty("reused", out _))
            {
                return stated;
            }

            if (root.TryGetProperty("report", out JsonElement report) && report.ValueKind == JsonValueKind.Object)
            {
                Add(stated, ProfilePaths.ReportName, report, isReport: true);
            }

            if (root.TryGetProperty("evidenceFiles", out JsonElement files))
            {
                foreach (JsonElement file in files.EnumerateArray())
                {
                    if (file.GetProperty("kept").GetString() is { } name && PlainName.IsValid(name))
                    {
                        Add(stated, name, file, isReport: false);
                    }
                }
            }
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // A record is what its run wrote; whether it can be understood is for who reads it.
        }

        return stated;
    }

    private static void Add(List<KeptFile> stated, string name, JsonElement file, bool isReport)
    {
        if (ContentHash.TryParse(file.GetProperty("sha256").GetString(), out ContentHash hash))
        {
            stated.Add(new KeptFile(name, hash, file.GetProperty("bytes").GetInt64(), isReport));
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

    private sealed record KeptFile(string Name, ContentHash Hash, long Bytes, bool IsReport);
}
