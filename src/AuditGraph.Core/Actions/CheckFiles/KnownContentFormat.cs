using AuditGraph.Core.Actions.Contents;

namespace AuditGraph.Core.Actions.CheckFiles;

/// <summary>The bytes of what rules find in a content. Nothing of the content itself is in them.</summary>
/// <remarks>
/// They are <c>kind *( total count *fault )</c>, numbers of variable length. The kind of a text in which nothing is
/// found is 0, that of a binary content 1, and another's one more than the number of rules, which have a total each. A
/// fault is <c>kind line column end [ text ]</c>, no number as zero, and of a forbidden text a hash.
/// </remarks>
internal sealed class KnownContentFormat : IYieldFormat<KnownContent>
{
    private const int Sound = 0;
    private const int Binary = 1;

    private KnownContentFormat()
    {
    }

    /// <summary>The one format.</summary>
    public static KnownContentFormat Value { get; } = new();

    /// <inheritdoc/>
    public string Name => "check-files";

    /// <inheritdoc/>
    public int Version => 2;

    /// <inheritdoc/>
    public int SmallestYield => 1;

    /// <inheritdoc/>
    public void Write(YieldWriter to, KnownContent yield)
    {
        to.Write(yield == KnownContent.Sound ? Sound : yield == KnownContent.Binary ? Binary : yield.Yields.Count + 1);
        foreach (ContentYield one in yield.Yields)
        {
            to.Write(one.Total);
            to.Write(one.Faults.Count);
            foreach (ContentFault fault in one.Faults)
            {
                Write(to, fault);
            }
        }
    }

    /// <inheritdoc/>
    public KnownContent Read(ref YieldReader from)
    {
        int kind = from.ReadNumber(from.Rest);
        if (kind <= Binary)
        {
            return kind == Binary ? KnownContent.Binary : KnownContent.Sound;
        }

        var yields = new ContentYield[kind - 1];
        for (int index = 0; index < yields.Length; index++)
        {
            int total = from.ReadNumber();
            var faults = new ContentFault[from.ReadNumber(Math.Min(total, ContentYield.MostFaults))];
            for (int place = 0; place < faults.Length; place++)
            {
                faults[place] = ReadFault(ref from);
            }

            yields[index] = new ContentYield(faults, total);
        }

        return KnownContent.Of(yields);
    }

    private static void Write(YieldWriter to, ContentFault fault)
    {
        to.Write((long)fault.Kind);
        to.Write(fault.Line ?? 0);
        to.Write(fault.Column ?? 0);
        to.Write(fault.EndColumn ?? 0);
        if (fault.Kind == ContentFaultKind.TextForbidden)
        {
            to.Write(fault.Text);
        }
    }

    private static ContentFault ReadFault(ref YieldReader from)
    {
        var kind = (ContentFaultKind)from.ReadNumber(byte.MaxValue);
        return new ContentFault(kind, ReadPlace(ref from), ReadPlace(ref from), ReadPlace(ref from))
        {
            Text = kind == ContentFaultKind.TextForbidden ? from.ReadHash() : default,
        };
    }

    private static int? ReadPlace(ref YieldReader from) => from.ReadNumber() is > 0 and var place ? place : null;
}
