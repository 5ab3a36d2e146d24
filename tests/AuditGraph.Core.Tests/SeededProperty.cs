using FsCheck;
using Microsoft.FSharp.Core;

namespace AuditGraph.Core.Tests;

/// <summary>Properties over generated values, of seeds that are fixed as those of <see cref="Seeds"/>.</summary>
internal static class SeededProperty
{
    /// <summary>Asserts that a property holds for values of each seed; a failure names the values and the seed.</summary>
    /// <param name="property">The property.</param>
    /// <param name="cases">How many values a seed gives.</param>
    public static void Holds(this Property property, int cases = 100)
    {
        foreach (int seed in Seeds.Numbers(1))
        {
            var replay = new Replay(new Rnd((ulong)seed), FSharpOption<int>.None);
            property.Check(Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(FSharpOption<Replay>.Some(replay)));
        }
    }
}
