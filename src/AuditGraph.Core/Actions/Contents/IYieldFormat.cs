namespace AuditGraph.Core.Actions.Contents;

/// <summary>How what contents yield is written in the cache.</summary>
internal interface IYieldFormat<TYield>
    where TYield : class
{
    /// <summary>What its files are called after, such as <c>check-files</c>.</summary>
    string Name { get; }

    /// <summary>Raised with every change of how it is written.</summary>
    int Version { get; }

    /// <summary>The fewest bytes that a yield takes.</summary>
    int SmallestYield { get; }

    /// <summary>Writes what a content yields.</summary>
    void Write(YieldWriter to, TYield yield);

    /// <summary>Reads what was written.</summary>
    /// <exception cref="FormatException">Nobody writes such a thing.</exception>
    TYield Read(ref YieldReader from);
}
