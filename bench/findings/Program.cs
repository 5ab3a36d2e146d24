// What a report of many findings takes in each format: wall time, processor time, bytes, and what the process holds at most.
//
//     dotnet run -c Release --project bench/findings [FINDINGS] [FORMAT …]
//
// With one format and a million findings the last figure is that of the format alone.
using System.Diagnostics;
using System.Globalization;
using AuditGraph;
using AuditGraph.Core.Actions.Checks;
using AuditGraph.Core.Canonical;
using AuditGraph.Core.Redaction;
using AuditGraph.Core.Reports;
using AuditGraph.Core.Reports.Findings;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
string[] formats = args.Length > 1 ? args[1..] : [.. ReportFormats.Names];
Console.WriteLine($"{count:N0} findings, {Environment.ProcessorCount} processors");
ReportDocument report = Measure("judged and composed", Report);
var redactor = new SecretRedactor(enabled: true);
report = Measure("masked", () => ReportRedaction.Apply(report, redactor.ForDocument(), CancellationToken.None));
PackedReport packed = Measure("packed", () => PackedReport.Pack(report, CancellationToken.None));
Console.WriteLine($"  {packed.Content.Length / 1048576.0:N1} MiB packed");
long held = GC.GetTotalMemory(forceFullCollection: true);
Console.WriteLine($"  {held / 1048576.0:N0} MiB held");
for (int round = 0; round < (count > 100_000 ? 1 : 5); round++)
{
    TimeSpan all = TimeSpan.Zero;
    foreach (string format in formats)
    {
        long begun = Stopwatch.GetTimestamp();
        WrittenReport written = Measure(format, () => ReportFormats.WriterFor(format).Write(report));
        all += Stopwatch.GetElapsedTime(begun);
        PutOnDisk(written);
        using Process self = Process.GetCurrentProcess();
        double most = self.PeakWorkingSet64 / 1048576.0;
        Console.WriteLine($"  {written.Content.Length / 1048576.0:N1} MiB, on the disk at most {most:N0} MiB so far");
    }

    Console.WriteLine($"all of them {all.TotalMilliseconds:N0} ms");
}

return;

ReportDocument Report()
{
    var found = new FindingPile();
    found.AddRange(Enumerable.Range(0, count).Select(index => new CheckFinding(
        $"files.rule-{index % 10}",
        (AuditSeverity)(index % 3),
        $"The line matches what the rule {index % 10} forbids.",
        ContentHash.Of(BitConverter.GetBytes(index)).ToString())
    {
        Path = $"src/area{index % 97}/part{index % 1009}/file{index / 10}.cs",
        Line = (index % 400) + 1,
        Column = 3,
        EndLine = (index % 400) + 1,
        EndColumn = 9,
    }));
    var job = new AuditJob
    {
        Name = "files",
        ActionType = "check.files",
        Outputs = [new AuditJobOutput("exports/files.md", "md")],
        Controls = ["ISO27001/A.8.9"],
        Root = "/w",
        ConfigPath = "/w/config/jobs.yaml",
    };
    CheckRule[] rules = [.. Enumerable.Range(0, 10).Select(index => new CheckRule($"files.rule-{index}", AuditSeverity.Error, "No line matches."))];
    JudgedFindings judged = FindingJudge.Judge(job, new CheckOutcome(rules, found), [], ActiveWaivers.At(DateTimeOffset.UnixEpoch, []));
    return CheckReport.Compose(new ReportDocument("Files", [], ""), judged, rules, job.Controls) with { Origin = new ReportOrigin(job.Name, DateTimeOffset.UnixEpoch) };
}

// As a run does it once all that is said of the report is known.
static void PutOnDisk(WrittenReport written)
{
    string file = Path.GetTempFileName();
    new AtomicFile(new Disk()).Write(new NewFile(file, written.Content.Parts()));
    File.Delete(file);
}

static T Measure<T>(string what, Func<T> work)
{
    TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
    long begun = Stopwatch.GetTimestamp();
    T result = work();
    TimeSpan wall = Stopwatch.GetElapsedTime(begun);
    using Process self = Process.GetCurrentProcess();
    Console.WriteLine($"{what,-20} {wall.TotalMilliseconds,8:N0} ms, processor {(self.TotalProcessorTime - before).TotalMilliseconds,8:N0} ms, at most {self.PeakWorkingSet64 / 1048576.0:N0} MiB so far");
    return result;
}
