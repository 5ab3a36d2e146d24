using System.Buffers.Binary;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Collections;
using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scans;

namespace AuditGraph.Core.Actions.Inventory;

/// <summary>Several files that hold the same.</summary>
/// <param name="Bytes">The size of each.</param>
/// <param name="Start">
/// Where the first of them is in <see cref="EqualContents.Files"/>; they are in the order of paths.
/// </param>
/// <param name="Count">How many there are.</param>
internal sealed record EqualGroup(long Bytes, int Start, int Count)
{
    /// <summary>How many bytes all of them but one take.</summary>
    public long Spare => (Count - 1) * Bytes;
}

/// <summary>
/// Which files hold the same, by hash. A file with several names is one; files that hold nothing are none.
/// </summary>
internal sealed class EqualContents
{
    private readonly ScannedFiles files;

    private readonly int[] numbers;

    /// <summary>Finds them.</summary>
    /// <param name="files">What was scanned.</param>
    /// <param name="links">Which names are further names of a file.</param>
    /// <param name="top">How many groups are wanted, of those with the most bytes to spare.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public EqualContents(ScannedFiles files, HardLinks links, int top, CancellationToken cancellation)
    {
        this.files = files;
        numbers = new int[files.Count];
        ulong[] heads = new ulong[files.Count];
        int count = 0;
        for (int file = 0; file < files.Count; file++)
        {
            ref readonly StatEntry entry = ref files[file];
            if (entry.Type == FileType.File && entry.Size > 0 && !links.IsFurther(file))
            {
                (numbers[count], heads[count]) = (file, BinaryPrimitives.ReadUInt64BigEndian(entry.Hash.Bytes));
                count++;
            }
        }

        cancellation.ThrowIfCancellationRequested();
        Array.Sort(heads, numbers, 0, count);
        var foremost = new Foremost<EqualGroup>(top, Compare);
        for (int start = 0; start < count;)
        {
            int end = start + 1;
            while (end < count && heads[end] == heads[start])
            {
                end++;
            }

            Split(start, end, foremost);
            start = end;
        }

        Groups = foremost.InOrder();
    }

    /// <summary>The files, those of each group behind each other.</summary>
    public IReadOnlyList<int> Files => numbers;

    /// <summary>The groups with the most bytes to spare, in that order.</summary>
    public IReadOnlyList<EqualGroup> Groups { get; }

    /// <summary>How many groups there are in all.</summary>
    public long GroupCount { get; private set; }

    /// <summary>How many files could be spared in all, since another holds the same.</summary>
    public long SpareFiles { get; private set; }

    /// <summary>How many bytes these hold.</summary>
    public long SpareBytes { get; private set; }

    // Hashes that begin alike can be made; the whole of them decides.
    private void Split(int start, int end, Foremost<EqualGroup> foremost)
    {
        if (end - start == 1)
        {
            return;
        }

        numbers.AsSpan(start, end - start).Sort((left, right) =>
            HashOf(left).CompareTo(HashOf(right)) is not 0 and var order ? order : left.CompareTo(right));
        while (start < end)
        {
            int next = start + 1;
            while (next < end && HashOf(numbers[next]) == HashOf(numbers[start]))
            {
                next++;
            }

            if (next - start > 1)
            {
                var group = new EqualGroup(files[numbers[start]].Size, start, next - start);
                GroupCount++;
                SpareFiles += group.Count - 1;
                SpareBytes += group.Spare;
                foremost.Add(group);
            }

            start = next;
        }
    }

    private ref readonly ContentHash HashOf(int file) => ref files[file].Hash;

    private int Compare(EqualGroup left, EqualGroup right) =>
        right.Spare.CompareTo(left.Spare) is not 0 and var order ? order
            : numbers[left.Start].CompareTo(numbers[right.Start]);
}
