using System.IO.Compression;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Reports;

/// <summary>A report as data, compressed (RFC 1952) as it is kept with its run.</summary>
/// <param name="Content">The compressed bytes.</param>
/// <param name="Hash">The SHA-256 of the data before compression, which does not depend on how it was compressed.</param>
/// <param name="Bytes">The size of the data before compression.</param>
internal sealed record PackedReport(byte[] Content, ContentHash Hash, long Bytes)
{
    /// <summary>The most bytes of data that are read back, so that a small file cannot fill the memory.</summary>
    public const int LargestData = 512 * 1024 * 1024;

    /// <summary>Packs a report whose secrets are masked already.</summary>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static PackedReport Pack(ReportDocument report, CancellationToken cancellation)
    {
        using var packed = new MemoryStream();
        using var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true);
        using var data = new HashingStream(gzip);
        ReportData.Write(data, report, cancellation);
        gzip.Dispose();
        return new PackedReport(packed.ToArray(), data.CurrentHash(), data.Count);
    }

    /// <summary>Reads a packed report.</summary>
    /// <param name="content">The compressed bytes.</param>
    /// <param name="hash">The hash that the data must have.</param>
    /// <param name="bytes">The size that the data must have.</param>
    /// <exception cref="FormatException">The bytes are not that report.</exception>
    public static ReportDocument Unpack(byte[] content, in ContentHash hash, long bytes) =>
        ReportDataReader.Read(Verify(content, hash, bytes));

    /// <summary>Unpacks the data of a report, and sees that it is what a run recorded.</summary>
    /// <inheritdoc cref="Unpack"/>
    public static byte[] Verify(byte[] content, in ContentHash hash, long bytes)
    {
        if (bytes is < 0 or > LargestData)
        {
            throw new FormatException($"A report of {bytes} bytes is more than is read back.");
        }

        try
        {
            byte[] data = new byte[bytes];
            using var gzip = new GZipStream(new MemoryStream(content), CompressionMode.Decompress);
            gzip.ReadExactly(data);
            return gzip.ReadByte() < 0 && ContentHash.Of(data) == hash
                ? data
                : throw new FormatException("The report is not the one that the run recorded.");
        }
        catch (Exception failure) when (failure is InvalidDataException or EndOfStreamException)
        {
            throw new FormatException($"The report is not the one that the run recorded: {failure.Message}", failure);
        }
    }
}
