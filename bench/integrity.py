#!/usr/bin/env python3
"""Measures check.integrity against AIDE and against a run that only looks for changes.

usage: bench/integrity.py [--runs N] [--files N] [--bytes N] [--work FOLDER]

Publishes the auditgraph command in Release, compiled ahead; builds a tree of files of --bytes (default 1000) once under --work
(default: in the folder for temporary files), and times whole processes that take turns. Each figure is the median of N
(default 5), wall and processor time of the process and its children; on a busy machine the latter is the steadier. Needs
aide.
"""
import argparse
import json
import os
import random
import subprocess
import tempfile
from pathlib import Path

from processes import Figures, forget, publish, timed

JOBS = """jobs:
  integrity:
    action:
      type: check.integrity
      args: {include: [w/], rules: [{path: '**', watch: immutable}]}
  changed: {action: {type: report.changed_since, args: {include: [w/], since: last-run}}}
"""

CONFIG = """database_in=file:{0}/aide.db
database_out=file:{0}/aide.db.new
num_workers={2}
{1}/w p+u+g+s+sha256+n+l+ftype
"""


def tree(root, files, size):
    if (root / "config").exists():
        return
    rng = random.Random(1)
    for folder in range(files // 100):
        at = root / "w" / f"d{folder // 100:02}" / f"e{folder:04}"
        at.mkdir(parents=True)
        for number in range(100):
            (at / f"f{number:02}.txt").write_bytes(rng.randbytes(size))
    (root / "config").mkdir()
    (root / "config" / "jobs.yaml").write_text(JOBS)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--bytes", type=int, default=1000)
    parser.add_argument("--work", default=os.path.join(tempfile.gettempdir(), "auditgraph-bench-integrity"))
    options = parser.parse_args()
    work = Path(options.work)
    root = work / f"tree-{options.files}-{options.bytes}"
    tree(root, options.files, options.bytes)
    program = publish(work)
    config = work / "aide.conf"
    config.write_text(CONFIG.format(work, root, os.cpu_count()))
    timed(["aide", f"--config={config}", "--init"], root, must_succeed=True)
    os.replace(work / "aide.db.new", work / "aide.db")

    forget(root)
    run = [program, "jobs", "run"]
    subprocess.run([*run, "integrity"], cwd=root, stdout=subprocess.DEVNULL, check=False)
    runs = json.loads(subprocess.run([program, "runs", "list", "--format", "json"], cwd=root, stdout=subprocess.PIPE,
                                     check=True).stdout)["runs"]
    subprocess.run([program, "baseline", "approve", "--run", runs[0]["run"], "--reason", "as made"], cwd=root,
                   stdout=subprocess.DEVNULL, check=True)

    # The first run after the approval makes its report anew, and so does the next, since that compares with it.
    for command in (["integrity"], ["integrity"], ["changed"], ["changed"]):
        timed([*run, *command], root, must_succeed=True)

    figures = Figures(uncounted=1)
    for _ in range(options.runs + 1):
        for name, command in (
            ("aide --check", ["aide", f"--config={config}", "--check"]),
            ("changed_since, nothing changed", [*run, "changed"]),
            ("check.integrity, nothing changed", [*run, "integrity"]),
            ("check.integrity, compared anew", [*run, "integrity", "--force"]),
        ):
            figures.add(name, timed(command, root, must_succeed=True)[0])
    figures.tell(f"{options.files} files of {options.bytes} bytes", options.runs)
    figures.compare(("check.integrity, nothing changed", "aide --check"),
                    ("check.integrity, nothing changed", "changed_since, nothing changed"),
                    ("check.integrity, compared anew", "aide --check"),
                    ("check.integrity, compared anew", "changed_since, nothing changed"))


if __name__ == "__main__":
    main()
