#!/usr/bin/env python3
"""Measures snapshots against git, aide and sha256sum, and prints the table of docs/performance.md.

usage: bench/snapshots.py [--runs N] [--small] [--only ROW[,ROW]] [--work FOLDER]

Publishes the auditgraph command and the snapshot probe (the snapshot part of a run as a process of its own) in
Release, both compiled ahead for an installed .NET and, where clang or gcc is at hand to link them, natively; builds the trees it needs once under --work (default: in the folder for temporary files), and times whole processes, product and peer
taking turns, after one run of each that is not counted. Each figure is the median of N (default 11). CPU is user and
system time of the process and its children; on a busy machine it is the steadier of the two. A peer that is not
installed is skipped with a note.
"""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LONG_AGO = 1_500_000_000
JOB = """jobs:
  changed:
    action:
      type: report.changed_since
      args:
        since: {since}
"""


class Bench:
    def __init__(self, options):
        self.runs = options.runs
        self.small = options.small
        self.work = Path(options.work).resolve()
        self.log = open(os.devnull, "w")

    def publish(self):
        linker = shutil.which("clang") or shutil.which("gcc")
        kinds = {"": []}
        if linker:
            kinds["native-"] = ["-p:Native=true", f"-p:CppCompilerAndLinker={linker}"]
        else:
            print("native programs are not measured: neither clang nor gcc is at hand to link them", flush=True)
        for kind, properties in kinds.items():
            for project, name in (("src/AuditGraph.Cli", "auditgraph"), ("bench/SnapshotProbe", "probe")):
                # What one kind of compiler leaves behind must not meet the other.
                subprocess.run(["dotnet", "publish", str(PROJECT / project), "-c", "Release", "--use-current-runtime", *properties,
                                "--artifacts-path", str(self.work / f"{kind}artifacts"), "-o", str(self.work / (kind + name))],
                               check=True, stdout=subprocess.DEVNULL)
        self.commands = {}
        for kind in kinds:
            self.commands[f"{kind}auditgraph"] = [str(self.work / f"{kind}auditgraph" / "auditgraph"), "jobs", "run", "changed"]
            self.commands[f"{kind}probe"] = [str(self.work / f"{kind}probe" / "AuditGraph.SnapshotProbe"), "scan", "."]

    def tree(self, name, tops, folders, files, size, git=False):
        """A tree of tops x folders x files; random content of so many bytes, and modification times long past."""
        root = self.work / name
        if root.exists():
            return root
        part = root.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        for top in range(tops):
            for folder in range(folders):
                place = part / f"d{top:03d}" / f"e{folder:03d}"
                place.mkdir(parents=True)
                for file in range(files):
                    path = f"{place}/file-{file:03d}.txt"
                    with open(path, "wb") as out:
                        out.write(os.urandom(size))
                    os.utime(path, (LONG_AGO, LONG_AGO))
        self.job(part, "24h")
        if git:
            for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=b", "-c", "user.email=b@b", "commit", "-qm", "b"]):
                subprocess.run(["git", *command], cwd=part, check=True)
            with open(part / ".git" / "info" / "exclude", "a") as out:
                out.write(".pkg/\nexports/\n")
        part.rename(root)
        return root

    @staticmethod
    def job(root, since):
        (root / "config").mkdir(exist_ok=True)
        (root / "config" / "jobs.yaml").write_text(JOB.format(since=since))
        os.utime(root / "config" / "jobs.yaml", (LONG_AGO, LONG_AGO))

    def once(self, command, root, before=None):
        """Milliseconds, CPU milliseconds and peak KiB of one process and its children."""
        if before:
            before()
        start = time.perf_counter()
        child = subprocess.Popen(command, cwd=root, stdout=self.log, stderr=subprocess.STDOUT, shell=isinstance(command, str))
        _, status, usage = os.wait4(child.pid, 0)
        took = (time.perf_counter() - start) * 1000
        child.returncode = os.waitstatus_to_exitcode(status)
        return took, (usage.ru_utime + usage.ru_stime) * 1000, usage.ru_maxrss, child.returncode

    def turns(self, root, commands, before=None, runs=None, settle=True):
        """Medians of several commands that take turns."""
        found = {name: [] for name in commands}
        for turn in range((runs or self.runs) + (1 if settle else 0)):
            for name, command in commands.items():
                result = self.once(command, root, before)
                if result[3] not in (0, *(range(1, 8) if name == "aide" else ())):
                    sys.exit(f"{command} ended with {result[3]}")
                if turn > 0 or not settle:
                    found[name].append(result)
        return {name: tuple(statistics.median(column) for column in list(zip(*results))[:3]) for name, results in found.items()}

    def compare(self, work, target, peer, found, runs=None):
        for name in self.commands:
            wall, cpu, memory = found[name]
            line = f"{work}: {name} {wall:.0f} ms (CPU {cpu:.0f} ms, {memory / 1024:.0f} MiB)"
            if peer in found:
                line += (f"; {peer} {found[peer][0]:.0f} ms (CPU {found[peer][1]:.0f} ms)"
                         f"; ratio {wall / found[peer][0]:.2f}, of CPU {cpu / found[peer][1]:.2f}; target {target}")
            else:
                line += f"; {peer} is not installed: skipped"
            print(line, flush=True)

    def product(self, root):
        return dict(self.commands)

    def settle(self, root):
        """Leaves a stored snapshot and an index that knows every file for good."""
        time.sleep(2.5)
        for _ in range(2):
            for command in self.commands.values():
                self.once(command, root)

    def hundred_thousand(self, name="small-files", git=True):
        return self.tree(name, 10, 10 if self.small else 100, 100, 1024, git)

    # Rows of the table.

    def clean(self):
        root = self.hundred_thousand()
        self.job(root, "last-run")
        self.settle(root)
        commands = self.product(root)
        if shutil.which("git"):
            commands["git"] = ["git", "status", "--porcelain"]
        self.compare("clean re-run, 100,000 x 1 KiB", "1.0", "git", self.turns(root, commands))

    def changed(self):
        root = self.hundred_thousand()
        self.job(root, "last-run")
        self.settle(root)
        files = [root / f"d{index:03d}/e{index % 10:03d}/file-{index:03d}.txt" for index in range(10)]
        stored = root / ".pkg/profiles/default/snapshots"
        size = sum(path.stat().st_size for path in stored.iterdir())
        grown = []

        def edit():
            nonlocal size
            now = sum(path.stat().st_size for path in stored.iterdir())
            grown.append(now - size)
            size = now
            for path in files:
                path.write_bytes(os.urandom(1024))

        commands = self.product(root)
        if shutil.which("git"):
            commands["git"] = ["git", "status", "--porcelain"]
        found = self.turns(root, commands, before=edit)
        self.compare("10 files changed among 100,000", "1.1", "git", found)
        if shutil.which("git"):
            subprocess.run(["git", "checkout", "-q", "."], cwd=root, check=True)
        grown = [growth for growth in grown if growth > 0]
        print(f"store growth for 10 changes in 100,000 files: median {statistics.median(grown):.0f}, largest {max(grown)} bytes; target 65536", flush=True)

    def aide(self):
        root = self.hundred_thousand()
        self.job(root, "last-run")
        self.settle(root)
        commands = self.product(root)
        if shutil.which("aide"):
            config = self.work / "aide.conf"
            config.write_text(f"database_in=file:{self.work}/aide.db\ndatabase_out=file:{self.work}/aide.new\n"
                              f"report_url=stdout\ngzip_dbout=no\n!{root}/.git\n!{root}/.pkg\n!{root}/exports\n{root} p+i+n+s+m+c+sha256\n")
            subprocess.run(["aide", "--init", "-c", str(config)], check=True, stdout=subprocess.DEVNULL)
            os.replace(self.work / "aide.new", self.work / "aide.db")
            commands["aide"] = ["aide", "--check", "-c", str(config)]
        self.compare("clean re-run, 100,000 x 1 KiB", "0.03", "aide", self.turns(root, commands))

    def first(self, root, work, target):
        def forget():
            shutil.rmtree(root / ".pkg", ignore_errors=True)
            shutil.rmtree(root / "exports", ignore_errors=True)

        self.job(root, "24h")
        commands = self.product(root)
        commands["sha256sum"] = "find . -type f -not -path './.pkg/*' -print0 | xargs -0 -P2 -n 500 sha256sum"
        self.compare(work, target, "sha256sum", self.turns(root, commands, before=forget))

    def first_small(self):
        self.first(self.hundred_thousand("small-files-plain", git=False), "first snapshot, 100,000 x 1 KiB", "1.2")

    def first_usr(self):
        root = self.work / "usr"
        if not root.exists():
            part = root.with_suffix(".part")
            subprocess.run(["cp", "-a", "/usr/.", str(part)], check=False, stderr=subprocess.DEVNULL)
            self.job(part, "24h")
            part.rename(root)
        count = sum(len(files) for _, _, files in os.walk(root))
        size = int(subprocess.run(["du", "-sm", str(root)], capture_output=True, text=True, check=True).stdout.split()[0])
        self.first(root, f"first snapshot, a copy of /usr ({count} files, {size} MiB)", "0.7")

    def million(self):
        small = self.hundred_thousand()
        self.job(small, "last-run")
        self.settle(small)
        large = self.tree("million", 10 if self.small else 100, 100, 100, 16)
        self.job(large, "24h")
        for name, command in self.product(large).items():
            shutil.rmtree(large / ".pkg", ignore_errors=True)
            wall, cpu, memory, _ = self.once(command, large)
            print(f"first snapshot of 1,000,000 files: {name} {wall:.0f} ms (CPU {cpu:.0f} ms), peak memory {memory / 1024:.0f} MiB; target 350", flush=True)
        self.job(large, "last-run")
        self.settle(large)
        of_small = self.turns(small, self.product(small))
        of_large = self.turns(large, self.product(large))
        for name in self.commands:
            print(f"clean re-run, 1,000,000 files: {name} {of_large[name][0]:.0f} ms (CPU {of_large[name][1]:.0f} ms)"
                  f"; 100,000 files {of_small[name][0]:.0f} ms (CPU {of_small[name][1]:.0f} ms)"
                  f"; ratio {of_large[name][0] / of_small[name][0]:.2f}, of CPU {of_large[name][1] / of_small[name][1]:.2f}; target 11"
                  f"; peak memory {of_large[name][2] / 1024:.0f} MiB; target 350", flush=True)
        for index in range(10):
            (large / f"d{index:03d}/e{index * 9:03d}/file-{index:03d}.txt").write_bytes(os.urandom(16))
        probes = {name: command[0] for name, command in self.commands.items() if name.endswith("probe")}
        self.once(self.commands["probe"], large)
        for name, probe in probes.items():
            found = []
            for _ in range(self.runs):
                output = subprocess.run([probe, "compare", "."], cwd=large, capture_output=True, text=True, check=True).stdout
                found.append([float(part.split()[1]) for part in output.split("\n")[0].split(", ")[:2]])
            first, later = (statistics.median(column) for column in zip(*found))
            print(f"comparing two stored snapshots, 10 changes in 1,000,000 files: {name} {first:.1f} ms the first time in a process"
                  f" (least {min(found)[0]:.1f}), {later:.1f} ms later; target 20", flush=True)


ROWS = {"clean": Bench.clean, "changed": Bench.changed, "first": Bench.first_small, "usr": Bench.first_usr,
        "million": Bench.million, "aide": Bench.aide}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=11)
    parser.add_argument("--small", action="store_true", help="a tenth of the files, to try the script")
    parser.add_argument("--only", default=",".join(ROWS), help="rows to measure: " + ", ".join(ROWS))
    # In no git work tree: in one, 24h means a commit of it, and the report of a first run lists every file.
    parser.add_argument("--work", default=os.path.join(tempfile.gettempdir(), "auditgraph-snapshots"))
    options = parser.parse_args()
    bench = Bench(options)
    bench.work.mkdir(parents=True, exist_ok=True)
    bench.publish()
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, medians of {options.runs}", flush=True)
    for row in options.only.split(","):
        ROWS[row](bench)


if __name__ == "__main__":
    main()
