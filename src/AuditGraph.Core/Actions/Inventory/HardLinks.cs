using AuditGraph.Core.Native;
using AuditGraph.Core.Snapshots.Scans;

namespace AuditGraph.Core.Actions.Inventory;

/// <summary>
/// Which names of a scan are further names (hard links) of a file that has one already: all but the first in the order
/// of paths. Names outside of what was scanned do not count.
/// </summary>
internal sealed class HardLinks
{
    private readonly ScannedFiles files;

    // Of each name, the first of the same file; null where every file has one name, as mostly.
    private int[]? firsts;

    /// <summary>Finds them.</summary>
    /// <param name="files">What was scanned.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public HardLinks(ScannedFiles files, CancellationToken cancellation)
    {
        this.files = files;
        int[] numbers = new int[files.Count];
        ulong[] inodes = new ulong[files.Count];
        int count = 0;
        for (int file = 0; file < files.Count; file++)
        {
            ref readonly StatEntry entry = ref files[file];
            if (IsSure(entry))
            {
                (numbers[count], inodes[count]) = (file, entry.Inode);
                count++;
            }
        }

        cancellation.ThrowIfCancellationRequested();
        Array.Sort(inodes, numbers, 0, count);
        for (int start = 0; start < count;)
        {
            int end = start + 1;
            while (end < count && inodes[end] == inodes[start])
            {
                end++;
            }

            Join(numbers.AsSpan(start, end - start));
            start = end;
        }
    }

    /// <summary>How many further names there are.</summary>
    public int Count { get; private set; }

    /// <summary>The first name of the file that a name leads to.</summary>
    public int FirstOf(int file) => firsts is null ? file : firsts[file];

    /// <summary>Whether the file has a name that comes before this one.</summary>
    public bool IsFurther(int file) => FirstOf(file) != file;

    // What lies on another device than its folder, or changed while it was read, cannot be told to be the same.
    private static bool IsSure(in StatEntry entry) => entry.Type == FileType.File && entry.Changed != long.MaxValue;

    private void Join(Span<int> numbers)
    {
        if (numbers.Length == 1)
        {
            return;
        }

        // A file system that numbers its files badly has many of one number that have nothing else in common.
        numbers.Sort((left, right) => CompareAll(left, right) is not 0 and var order ? order : left.CompareTo(right));
        for (int index = 1; index < numbers.Length; index++)
        {
            if (CompareAll(numbers[index - 1], numbers[index]) == 0)
            {
                firsts ??= [.. Enumerable.Range(0, files.Count)];
                firsts[numbers[index]] = firsts[numbers[index - 1]];
                Count++;
            }
        }
    }

    private int CompareAll(int left, int right)
    {
        ref readonly StatEntry one = ref files[left];
        ref readonly StatEntry other = ref files[right];
        int order = files.DeviceOf(left).CompareTo(files.DeviceOf(right));
        order = order != 0 ? order : one.Size.CompareTo(other.Size);
        order = order != 0 ? order : one.Modified.CompareTo(other.Modified);
        order = order != 0 ? order : one.Changed.CompareTo(other.Changed);
        order = order != 0 ? order : one.Mode.CompareTo(other.Mode);
        return order != 0 ? order : one.Hash.CompareTo(other.Hash);
    }
}
