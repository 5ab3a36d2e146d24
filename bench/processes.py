"""What the benchmarks of actions share: they publish the command, and time whole processes that take turns."""
import os
import shutil
import statistics
import subprocess
import time
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent.parent


class Taken(NamedTuple):
    """What a process took, with those that it started and waited for."""
    wall: float  # seconds
    processor: float  # user and system time, in seconds
    memory: float  # the most that one of them had at once, in MiB


class Figures:
    """What processes took, by what they did; what it says is the median of all but the first of each that do not count."""

    def __init__(self, uncounted):
        self.uncounted = uncounted
        self.taken = {}

    def add(self, name, taken):
        self.taken.setdefault(name, []).append(taken)

    def median(self, name):
        return Taken(*(statistics.median(column) for column in zip(*self.taken[name][self.uncounted:])))

    def tell(self, what, runs, with_memory=False):
        memory = ", most memory" if with_memory else ""
        print(f"{what}, {os.cpu_count()} processors, median of {runs}: wall, processor{memory}")
        for name in self.taken:
            median = self.median(name)
            memory = f" {median.memory:6.0f} MiB" if with_memory else ""
            print(f"  {name:38} {median.wall * 1000:8.0f} ms {median.processor * 1000:8.0f} ms{memory}")

    def compare(self, *pairs):
        for name, other in pairs:
            ours, theirs = self.median(name), self.median(other)
            print(f"  {name} / {other}: {ours.wall / theirs.wall:.2f} wall, {ours.processor / theirs.processor:.2f} processor")


def publish(work):
    """Publishes the command in Release, compiled ahead; gives its program."""
    subprocess.run(["dotnet", "publish", str(PROJECT / "src/AuditGraph.Cli"), "-c", "Release", "--use-current-runtime",
                    "--artifacts-path", str(work / "artifacts"), "-o", str(work / "auditgraph")],
                   check=True, stdout=subprocess.DEVNULL)
    return str(work / "auditgraph" / "auditgraph")


def install(work, packages):
    """Installs packages of npm, once."""
    if not (work / "node_modules").exists():
        subprocess.run(["npm", "install", "--prefix", str(work), "--ignore-scripts", "--no-audit", "--no-fund", *packages],
                       check=True, stdout=subprocess.DEVNULL)


def forget(root):
    """Takes away all that earlier runs have left."""
    shutil.rmtree(root / ".pkg", ignore_errors=True)
    shutil.rmtree(root / "exports", ignore_errors=True)


def timed(command, folder, must_succeed=False):
    """Runs a program; gives what it took, and what it wrote to both of its streams."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    told = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if must_succeed and process.returncode != 0:
        raise SystemExit(f"{command} ended with {process.returncode}: {told.decode()[-2000:]}")
    return Taken(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024), told
