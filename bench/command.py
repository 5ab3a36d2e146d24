#!/usr/bin/env python3
"""Measures run.command beside the program that it runs.

usage: bench/command.py [--runs N] [--work FOLDER]

Publishes the auditgraph command in Release, compiled ahead, and times whole processes that take turns, after one run of each that
is not counted: a program that does nothing, one that works for a quarter of a second, and one that writes 256 MiB, each by itself
and by a job; the job whose report is taken again; and a report of the same workspace, which tells what any run costs. Each figure
is the median of N (default 9), wall and processor time of the process and its children.
"""
import argparse
import os
import tempfile
from pathlib import Path

from processes import Figures, publish, timed

PROGRAMS = {
    "nothing": "exit 0",
    "work": "i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done",
    "output": "head -c 268435456 /dev/zero",
}


def workspace(root):
    (root / "config").mkdir(parents=True, exist_ok=True)
    (root / "in.txt").write_text("in\n")
    jobs = "".join(
        f"  {name}: {{action: {{type: run.command, args: {{command: [sh, -c, '{script}']}}}}}}\n"
        for name, script in PROGRAMS.items())
    (root / "config" / "jobs.yaml").write_text(
        "jobs:\n" + jobs
        + "  reused: {action: {type: run.command, args: {command: [sh, -c, 'exit 0'], inputs: in.txt}}}\n"
        + "  report: {action: {type: report.changed_since, args: {since: last-run, include: in.txt}}}\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=9)
    parser.add_argument("--work", default=os.path.join(tempfile.gettempdir(), "auditgraph-bench-command"))
    options = parser.parse_args()
    work = Path(options.work)
    run = [publish(work), "jobs", "run"]
    root = work / "workspace"
    workspace(root)
    figures = Figures(uncounted=1)
    for _ in range(options.runs + 1):
        for name, script in PROGRAMS.items():
            # To a pipe that is read and dropped, as a job's is.
            figures.add(f"{name}, by itself", timed(["sh", "-c", f"sh -c '{script}' | cat >/dev/null"], root, must_succeed=True)[0])
            figures.add(f"{name}, by a job", timed([*run, name], root, must_succeed=True)[0])
        figures.add("reused", timed([*run, "reused"], root, must_succeed=True)[0])
        figures.add("changed_since", timed([*run, "report"], root, must_succeed=True)[0])
    figures.tell("run.command", options.runs)
    figures.compare(*((f"{name}, by a job", f"{name}, by itself") for name in PROGRAMS),
                    ("nothing, by a job", "changed_since"), ("reused", "changed_since"))


if __name__ == "__main__":
    main()
