using System.Globalization;
using AuditGraph;
using AuditGraph.Core.Configuration;
using AuditGraph.Core.Runs;
using AuditGraph.Core.Workspaces;
using AuditGraph.CrashHarness;

// run ROOT JOB TIMES [WRITE-POINT]
// Runs a job several times. With a write point, the process kills itself there: a negative one -N dies at point N with
// half of what was to be written on the disk. Prints a line for every run that finished.
string root = args[1];
Workspace workspace = WorkspaceLocator.Locate(root, root);
AuditJob job = JobSelection.Find(JobConfig.Load(root).RequireValid(), args[2]);
int times = int.Parse(args[3], CultureInfo.InvariantCulture);
IDisk disk = args.Length > 4 ? new DyingDisk(new Disk(), int.Parse(args[4], CultureInfo.InvariantCulture)) : new Disk();
var runner = new JobRunner(workspace, disk, TimeProvider.System);
for (int run = 0; run < times; run++)
{
    JobRunResult result = runner.Run(job, asOf: null, new SilentObserver(), CancellationToken.None);
    Console.WriteLine($"{result.Run.Id} {result.Run.Status}");
}

return 0;
