using System.Diagnostics;
using System.Globalization;
using System.Text;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Configuration.Diagnostics;

// Prints the median time to read and validate configurations of 1,000, 2,500, 5,000 and 10,000 jobs in a warm
// process; with --write FOLDER it writes the same files there for other readers.
const int rounds = 15;
const int warmUps = 40;
int[] sizes = [1_000, 2_500, 5_000, 10_000];
string path = Path.Join(Path.GetTempPath(), "jobs.yaml");

if (args is ["--write", { } folder])
{
    foreach (int size in sizes)
    {
        File.WriteAllBytes(Path.Join(folder, $"jobs-{size}.yaml"), MakeJobs(size));
    }

    return;
}

for (int round = 0; round < warmUps; round++)
{
    JobConfig.Parse(path, MakeJobs(1_000), "/");
    if (round == warmUps / 2)
    {
        // The tiered compiler puts the fast code in place in the background.
        Thread.Sleep(500);
    }
}

foreach (int size in sizes)
{
    byte[] bytes = MakeJobs(size);
    double[] milliseconds = new double[rounds];
    TimeSpan pausesBefore = GC.GetTotalPauseDuration();
    for (int round = 0; round < rounds; round++)
    {
        long start = Stopwatch.GetTimestamp();
        JobConfigFile file = JobConfig.Parse(path, bytes, "/");
        milliseconds[round] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (!file.IsValid || file.Jobs.Count != size)
        {
            throw new InvalidOperationException(file.FirstError?.ToString());
        }
    }

    Array.Sort(milliseconds);
    double median = milliseconds[rounds / 2];
    double pauses = (GC.GetTotalPauseDuration() - pausesBefore).TotalMilliseconds / rounds;
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"auditgraph  {size,6} jobs  {bytes.Length / 1024,5} KiB  median {median,8:F2} ms  {median * 1000 / size,6:F2} us per job  (min {milliseconds[0]:F2}, max {milliseconds[^1]:F2}; {pauses:F2} of it collecting garbage)"));
}

static byte[] MakeJobs(int count)
{
    var text = new StringBuilder("version: 1\njobs:\n");
    for (int index = 0; index < count; index++)
    {
        text.Append(CultureInfo.InvariantCulture, $$"""
              job-{{index}}:
                description: The changes of part {{index}}  # one of many
                tags: [daily, team-{{index % 7}}]
                action:
                  type: report.changed_since
                  args:
                    since: 24h
                    include:
                      - src/part{{index}}/**
                output:
                  path: exports/reports/job-{{index}}.md

            """);
        if (index % 10 == 9)
        {
            text.Append(CultureInfo.InvariantCulture, $"    needs: [job-{index - 1}]\n    timeout: 30m\n    retries: 2\n");
        }
    }

    return Encoding.UTF8.GetBytes(text.ToString());
}
