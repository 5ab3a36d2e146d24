using System.Globalization;

namespace AuditGraph.Tests;

/// <summary>The seeds of tests that draw at random: few and fixed, so that a run repeats the last one.</summary>
internal static class Seeds
{
    /// <summary>The variable that names other seeds: one number, or the first and the last as <c>1-300</c>.</summary>
    public const string Variable = "AUDITGRAPH_SEEDS";

    /// <summary>The seeds from 1 to a number, or those that the variable names; one test case each, which prints it.</summary>
    public static TheoryData<int> To(int last) => [.. Numbers(last)];

    /// <summary>The same as plain numbers.</summary>
    public static IEnumerable<int> Numbers(int last)
    {
        string[] asked = (Environment.GetEnvironmentVariable(Variable) ?? "").Split('-', StringSplitOptions.RemoveEmptyEntries);
        int from = asked.Length == 0 ? 1 : int.Parse(asked[0], CultureInfo.InvariantCulture);
        int to = asked.Length == 0 ? last : int.Parse(asked[^1], CultureInfo.InvariantCulture);
        return Enumerable.Range(from, to - from + 1);
    }
}
