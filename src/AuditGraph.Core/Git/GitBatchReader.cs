using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using AuditGraph.Core.Canonical;

namespace AuditGraph.Core.Git;

/// <summary>Reads the answers of <c>git cat-file --batch</c>: <c>object SP type SP size LF content LF</c>.</summary>
internal sealed class GitBatchReader(Stream answers)
{
    private readonly byte[] buffer = new byte[128 * 1024];

    private int start;

    private int end;

    /// <summary>The size and the hash of the next blob.</summary>
    /// <param name="objectId">The blob that was asked for.</param>
    /// <param name="copy">Where its content goes as well, or null.</param>
    /// <exception cref="IOException">The answer is not about that blob.</exception>
    public (long Size, ContentHash Hash) ReadNext(string objectId, Stream? copy)
    {
        string header = ReadLine();
        string[] words = header.Split(' ');
        if (words.Length != 3 || words[0] != objectId || words[1] != "blob"
            || !Utf8Parser.TryParse(Encoding.ASCII.GetBytes(words[2]), out long size, out _))
        {
            throw new IOException($"asked for the blob {objectId}, got '{DisplayText.Escape(header)}'");
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long left = size; left > 0;)
        {
            Fill();
            int take = (int)Math.Min(left, end - start);
            hash.AppendData(buffer, start, take);
            copy?.Write(buffer, start, take);
            start += take;
            left -= take;
        }

        if (ReadLine().Length != 0)
        {
            throw new IOException($"the blob {objectId} is longer than its header says");
        }

        return (size, ContentHash.FromBytes(hash.GetHashAndReset()));
    }

    private string ReadLine()
    {
        var line = new StringBuilder();
        while (true)
        {
            Fill();
            int newline = Array.IndexOf(buffer, (byte)'\n', start, end - start);
            int stop = newline < 0 ? end : newline;
            line.Append(Encoding.ASCII.GetString(buffer, start, stop - start));
            start = newline < 0 ? end : newline + 1;
            if (newline >= 0)
            {
                return line.ToString();
            }
        }
    }

    private void Fill()
    {
        if (start < end)
        {
            return;
        }

        start = 0;
        end = answers.Read(buffer);
        if (end == 0)
        {
            throw new IOException("git ended before it had answered");
        }
    }
}
