using System.IO.Compression;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Collections;

namespace AuditGraph.Core.Reports;

/// <summary>A report as data, compressed (RFC 1952) as it is kept with its run.</summary>
/// <param name="Content">The compressed bytes.</param>
/// <param name="Hash">The SHA-256 of the data before compression, which does not depend on how it was compressed.</param>
/// <param name="Bytes">The size of the data before compression.</param>
internal sealed record PackedReport(ByteChunks Content, ContentHash Hash, long Bytes)
{
    /// <summary>The most bytes of data that are read back, so that a small file cannot fill the memory.</summary>
    public const int LargestData = 512 * 1024 * 1024;

    /// <summary>Packs a report whose secrets are masked already.</summary>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static PackedReport Pack(ReportDocument report, CancellationToken cancellation)
    {
        var packed = new ByteChunks();
        using var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true);
        using var data = new HashingStream(gzip);
        ReportData.Write(data, report, cancellation);
        gzip.Dispose();
        return new PackedReport(packed, data.CurrentHash(), data.Count);
    }

    /// <summary>Reads a packed report.</summary>
    /// <param name="content">The compressed bytes.</param>
    /// <param name="hash">The hash that the data must have.</param>
    /// <param name="bytes">The size that the data must have.</param>
    /// <exception cref="FormatException">The bytes are not that report.</exception>
    public static ReportDocument Unpack(byte[] content, in ContentHash hash, long bytes)
    {
        if (bytes is < 0 or > LargestData)
        {
            throw new FormatException($"A report of {bytes} bytes is more than is read back.");
        }

        using var data = new HashingStream(new GZipStream(new MemoryStream(content), CompressionMode.Decompress), bytes);
        try
        {
            ReportDocument report = ReportDataReader.Read(data);
            return data.Count == bytes && data.CurrentHash() == hash ? report : throw Replaced();
        }
        catch (InvalidDataException failure)
        {
            throw Replaced(failure);
        }
        catch (FormatException failure) when (!IsWhole(data, hash))
        {
            throw Replaced(failure);
        }
    }

    // What cannot be understood is read to its end, to tell what was changed from what nobody knows.
    private static bool IsWhole(HashingStream data, in ContentHash hash)
    {
        try
        {
            data.CopyTo(Stream.Null);
            return data.CurrentHash() == hash;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static FormatException Replaced(Exception? failure = null) => new(
        "The report is not the one that the run recorded" + (failure is InvalidDataException ? $": {failure.Message}" : "."), failure);
}
