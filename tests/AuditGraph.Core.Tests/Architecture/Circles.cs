namespace AuditGraph.Core.Tests.Architecture;

/// <summary>Finds what can be reached from itself in a directed graph.</summary>
internal static class Circles
{
    /// <summary>Every node that can be reached from itself by way of another, with one way round.</summary>
    public static IReadOnlyList<string> Find(IReadOnlyDictionary<string, HashSet<string>> graph) =>
        [.. graph.Keys.Order(StringComparer.Ordinal).Select(node => WayRound(graph, node)).OfType<string>()];

    private static string? WayRound(IReadOnlyDictionary<string, HashSet<string>> graph, string start)
    {
        var cameFrom = new Dictionary<string, string>(StringComparer.Ordinal);
        var pending = new Queue<string>([start]);
        while (pending.TryDequeue(out string? node))
        {
            foreach (string target in graph.TryGetValue(node, out HashSet<string>? targets) ? targets : [])
            {
                if (target == start)
                {
                    return string.Join(" -> ", Trace(cameFrom, start, node).Append(start));
                }

                if (cameFrom.TryAdd(target, node))
                {
                    pending.Enqueue(target);
                }
            }
        }

        return null;
    }

    private static Stack<string> Trace(Dictionary<string, string> cameFrom, string start, string node)
    {
        var way = new Stack<string>([node]);
        while (way.Peek() != start)
        {
            way.Push(cameFrom[way.Peek()]);
        }

        return way;
    }
}
