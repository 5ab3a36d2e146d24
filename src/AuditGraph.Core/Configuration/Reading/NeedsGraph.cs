using AuditGraph.Core.Configuration.Diagnostics;
using AuditGraph.Core.Configuration.Syntax;

namespace AuditGraph.Core.Configuration.Reading;

/// <summary>Finds the circles among jobs that need each other, in time linear in jobs and needs and without recursion.</summary>
internal static class NeedsGraph
{
    /// <summary>
    /// For every group of jobs that all need each other (strongly connected component; R. Tarjan, 1972) a shortest
    /// circle through the group's first job.
    /// </summary>
    /// <param name="graph">For each job the jobs it needs.</param>
    /// <returns>The circles; each step is a job and its need that leads to the next.</returns>
    public static IEnumerable<IReadOnlyList<(int Job, ScalarNode Need, DocumentPath Path)>> FindCircles(
        IReadOnlyList<IReadOnlyList<(int Target, ScalarNode Node, DocumentPath Path)>> graph)
    {
        int[] groups = FindGroups(graph);
        var isDone = new bool[graph.Count];
        var sizes = new int[graph.Count];
        foreach (int group in groups)
        {
            sizes[group]++;
        }

        for (int job = 0; job < graph.Count; job++)
        {
            if (sizes[groups[job]] > 1 && !isDone[groups[job]])
            {
                isDone[groups[job]] = true;
                yield return FindCircle(graph, groups, job);
            }
        }
    }

    private static List<(int Job, ScalarNode Need, DocumentPath Path)> FindCircle(
        IReadOnlyList<IReadOnlyList<(int Target, ScalarNode Node, DocumentPath Path)>> graph, int[] groups, int first)
    {
        var arrivals = new Dictionary<int, (int From, int Edge)>();
        var queue = new Queue<int>([first]);
        while (!arrivals.ContainsKey(first))
        {
            int job = queue.Dequeue();
            for (int edge = 0; edge < graph[job].Count; edge++)
            {
                int target = graph[job][edge].Target;
                if (groups[target] == groups[first] && arrivals.TryAdd(target, (job, edge)))
                {
                    queue.Enqueue(target);
                }
            }
        }

        var circle = new List<(int, ScalarNode, DocumentPath)>();
        int at = first;
        do
        {
            (int from, int edge) = arrivals[at];
            circle.Add((from, graph[from][edge].Node, graph[from][edge].Path));
            at = from;
        }
        while (at != first);

        circle.Reverse();
        return circle;
    }

    private static int[] FindGroups(IReadOnlyList<IReadOnlyList<(int Target, ScalarNode Node, DocumentPath Path)>> graph)
    {
        const int unseen = -1;
        var groups = new int[graph.Count];
        var order = new int[graph.Count];
        var lowest = new int[graph.Count];
        var isOpen = new bool[graph.Count];
        Array.Fill(order, unseen);
        var open = new Stack<int>();
        var path = new Stack<(int Job, int Edge)>();
        int next = 0;
        for (int root = 0; root < graph.Count; root++)
        {
            if (order[root] != unseen)
            {
                continue;
            }

            path.Push((root, 0));
            while (path.TryPop(out (int Job, int Edge) step))
            {
                (int job, int edge) = step;
                if (edge == 0)
                {
                    order[job] = lowest[job] = next++;
                    isOpen[job] = true;
                    open.Push(job);
                }
                else
                {
                    int child = graph[job][edge - 1].Target;
                    lowest[job] = isOpen[child] ? Math.Min(lowest[job], lowest[child]) : lowest[job];
                }

                for (; edge < graph[job].Count && order[graph[job][edge].Target] != unseen; edge++)
                {
                    int target = graph[job][edge].Target;
                    lowest[job] = isOpen[target] ? Math.Min(lowest[job], order[target]) : lowest[job];
                }

                if (edge < graph[job].Count)
                {
                    path.Push((job, edge + 1));
                    path.Push((graph[job][edge].Target, 0));
                }
                else if (lowest[job] == order[job])
                {
                    int member;
                    do
                    {
                        member = open.Pop();
                        isOpen[member] = false;
                        groups[member] = job;
                    }
                    while (member != job);
                }
            }
        }

        return groups;
    }
}
