using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Errors;
using AuditGraph.Core.Processes;
using AuditGraph.Core.Snapshots.Trees;

namespace AuditGraph.Core.Git;

/// <summary>Reads blobs with <c>git cat-file --batch</c>, which answers <c>object SP type SP size LF content LF</c> for each.</summary>
/// <param name="program">Git, in the repository.</param>
internal sealed partial class GitBlobReader(GitProgram program)
{
    private readonly byte[] buffer = new byte[128 * 1024];

    private int start;

    private int end;

    private ChildProcess? answers;

    /// <summary>Reads blobs, each once.</summary>
    /// <param name="blobs">Their ids, and a path at which each stands.</param>
    /// <param name="take">Is given each blob's id, size and hash, and its content if it is at most this long.</param>
    /// <param name="longestContent">How many bytes are kept of a blob's content.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="AuditRunException">One of <see cref="GitErrors"/>.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public void ReadAll(
        IReadOnlyDictionary<string, byte[]> blobs, int longestContent, Action<string, GitBlob, byte[]> take, CancellationToken cancellation)
    {
        if (blobs.Count == 0)
        {
            return;
        }

        byte[] questions = Encoding.ASCII.GetBytes(string.Join('\n', blobs.Keys) + '\n');
        using ChildProcess child = program.Start(["cat-file", "--batch", "--buffer"], questions, cancellation);
        answers = child;
        try
        {
            foreach (string id in blobs.Keys)
            {
                (GitBlob blob, byte[] content) = ReadNext(id, longestContent);
                take(id, blob, content);
            }
        }
        catch (IOException failure)
        {
            // Git says best why it did not answer.
            ProcessExit broken = child.Complete();
            throw Failure(broken.Code == 0 ? failure.Message : Encoding.UTF8.GetString(broken.Error), blobs, failure);
        }
        catch (KeyNotFoundException missing)
        {
            string complaint = Encoding.UTF8.GetString(child.Complete().Error);
            throw Missing(missing.Message, blobs[missing.Message], complaint.Length == 0 ? null : program.Failure("cat-file", complaint, missing));
        }

        ProcessExit exit = child.Complete();
        if (exit.Code != 0)
        {
            throw Failure(Encoding.UTF8.GetString(exit.Error), blobs, null);
        }
    }

    private (GitBlob Blob, byte[] Content) ReadNext(string id, int longestContent)
    {
        string header = ReadLine();
        string[] words = header.Split(' ');
        if (words.Length == 2 && words[0] == id && words[1] == "missing")
        {
            throw new KeyNotFoundException(id);
        }

        if (words.Length != 3 || words[0] != id || words[1] != "blob"
            || !Utf8Parser.TryParse(Encoding.ASCII.GetBytes(words[2]), out long size, out _))
        {
            throw new IOException($"asked for the blob {id}, got '{DisplayText.Escape(header)}'");
        }

        byte[] content = new byte[(int)Math.Min(size, longestContent)];
        int kept = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long left = size; left > 0;)
        {
            Fill();
            int length = (int)Math.Min(left, end - start);
            ReadOnlySpan<byte> part = buffer.AsSpan(start, length);
            hash.AppendData(part);
            part = part[..Math.Min(length, content.Length - kept)];
            part.CopyTo(content.AsSpan(kept));
            kept += part.Length;
            start += length;
            left -= length;
        }

        return ReadLine().Length == 0
            ? (new GitBlob(size, ContentHash.FromBytes(hash.GetHashAndReset())), content)
            : throw new IOException($"the blob {id} is longer than its header says");
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
        end = answers!.Read(buffer);
        if (end == 0)
        {
            throw new IOException("git ended before it had answered");
        }
    }

    // In a partial clone git gives up at the first object that it may not fetch, and names it.
    private AuditRunException Failure(string complaint, IReadOnlyDictionary<string, byte[]> blobs, Exception? cause)
    {
        AuditRunException failure = program.Failure("cat-file", complaint, cause);
        Match id = ObjectId().Match(complaint);
        return failure.Descriptor == GitErrors.GitObjectMissing && blobs.TryGetValue(id.Value, out byte[]? path)
            ? Missing(id.Value, path, failure)
            : failure;
    }

    private static AuditRunException Missing(string id, byte[] path, Exception? cause) => new(
        GitErrors.GitObjectMissing,
        $"The repository lacks the blob {id}, which is the content of '{EscapedText.Escape(path)}'{(cause is null ? "." : $": {cause.Message}")}",
        cause)
    {
        Target = id,
    };

    [GeneratedRegex("[0-9a-f]{40,64}", RegexOptions.CultureInvariant)]
    private static partial Regex ObjectId();
}
