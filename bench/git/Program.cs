using System.Diagnostics;
using System.Globalization;

namespace AuditGraph.Bench.Git;

/// <summary>
/// Measures what git's own program and LibGit2Sharp take for the same questions, by turns:
/// <c>dotnet run --project bench/git REPOSITORY</c>, where the repository is a clone with files checked out. Then it asks
/// both about repositories of kinds that not every reader knows.
/// </summary>
internal static class Program
{
    private const int Rounds = 21;

    private static void Main(string[] arguments)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (arguments is [var only, var where])
        {
            // A process of its own, which is timed from outside.
            Ask(only, Path.GetFullPath(where));
            return;
        }

        string repository = Path.GetFullPath(arguments[0]);
        var program = new ByProgram(repository);
        var library = new ByLibrary(repository);
        string[] ids = program.List();
        Console.WriteLine($"{Environment.ProcessorCount} processors, {Environment.OSVersion}, {ids.Length} entries in HEAD; medians of {Rounds} pairs, in ms");
        Console.WriteLine("work                             program   library   program / library");
        Compare("listing HEAD's tree", () => program.List().Length, () => library.List().Length);
        foreach (int count in (int[])[1, 100, 1000])
        {
            string[] some = [.. ids.Distinct().Take(count)];
            Compare($"reading {some.Length} blobs", () => program.Read(some), () => library.Read(some));
        }

        Compare("status, by git's index", () => program.CountByStatus(), () => library.CountChanges());
        Compare("status, every file and blob read", () => program.CountChanges(), () => library.CountChanges());
        CompareProcesses(repository);
        Kinds.Try();
    }

    private static void Ask(string by, string repository)
    {
        if (by == "program")
        {
            var program = new ByProgram(repository);
            program.Read(program.List()[..1]);
        }
        else if (by == "library")
        {
            var library = new ByLibrary(repository);
            library.Read(library.List()[..1]);
        }
    }

    private static void Compare(string work, Func<int> program, Func<int> library)
    {
        if (program() != library())
        {
            Console.WriteLine($"{work}: the program says {program()}, the library {library()}");
        }

        Print(work, () => program(), () => library());
    }

    private static void CompareProcesses(string repository)
    {
        void Run(string by)
        {
            using Process process = Process.Start("dotnet", [typeof(Program).Assembly.Location, by, repository]);
            process.WaitForExit();
        }

        Print("a process that lists, reads one", () => Run("program"), () => Run("library"));
        Print("a process that asks nothing", () => Run("nothing"), () => Run("nothing"));
    }

    private static void Print(string work, Action program, Action library)
    {
        var programs = new double[Rounds];
        var libraries = new double[Rounds];
        for (int round = 0; round < Rounds; round++)
        {
            programs[round] = Time(program);
            libraries[round] = Time(library);
        }

        double ratio = Median([.. programs.Zip(libraries, static (one, other) => one / other)]);
        Console.WriteLine($"{work,-32} {Median(programs),6:0.0}   {Median(libraries),7:0.0}   {ratio,17:0.00}");
    }

    private static double Time(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
