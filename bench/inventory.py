#!/usr/bin/env python3
"""Measures report.inventory beside find, du and fdupes, which tell together what it tells.

usage: bench/inventory.py [--runs N] [--files N] [--work FOLDER]

Publishes the auditgraph command in Release, compiled ahead; builds a tree of files once under --work (default: in the folder for
temporary files), of which one in ten is a copy, and times whole processes that take turns. Each figure is the median of N
(default 3) after a round that is not counted: wall time, processor time, and the most memory that a process had at once. What is
told is compared. fdupes is left out where it is not installed. With --files 1000000 the memory is what is aimed at: 350 MiB.
"""
import argparse
import csv
import os
import random
import shutil
import tempfile
from collections import Counter
from pathlib import Path

from processes import Figures, forget, publish, timed

EXTENSIONS = [".cs", ".md", ".json", ".js", ".png", "", ".tar.gz", ".txt", ".py", ".yaml"]


def tree(root, files):
    if (root / "config").exists():
        return
    rng = random.Random(1)
    for folder in range(files // 100):
        at = root / f"d{folder // 100:02}" / f"e{folder:05}"
        at.mkdir(parents=True)
        for number in range(100):
            index = folder * 100 + number
            name = at / f"f{number:02}{EXTENSIONS[number % 10]}"
            name.write_text(f"copy {rng.randrange(1000)}\n" if number < 10 else f"file {index}\n" + "x" * (index % 200))
            os.utime(name, (1_500_000_000 + index, 1_500_000_000 + index))
    (root / "config").mkdir()
    (root / "config" / "jobs.yaml").write_text(
        "jobs:\n  inventory:\n    output: {format: csv}\n    action:\n      type: report.inventory\n"
        "      args: {modes: true, owners: true, times: true, exclude: [/config/]}\n")


def compare(root, told):
    with open(root / "exports/reports/inventory.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    ours = sorted(f"{row['Bytes']} {int(row['Mode'], 8):o} {row['Owner']} {row['Group']} ./{row['Path']}" for row in rows)
    theirs = sorted(told["find"].decode().splitlines())
    print(f"{len(rows)} files with sizes, modes and owners, the same as find: {ours == theirs}")
    if "fdupes" in told:
        counted = Counter(row["Sha256"] for row in rows)
        groups = [group for group in told["fdupes"].decode().split("\n\n") if group.strip()]
        same = sorted(count for count in counted.values() if count > 1) == sorted(len(group.strip().splitlines()) for group in groups)
        print(f"{len(groups)} contents that several files hold, of as many files as with fdupes: {same}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--work", default=os.path.join(tempfile.gettempdir(), "auditgraph-bench-inventory"))
    options = parser.parse_args()
    work = Path(options.work)
    root = work / f"tree-{options.files}"
    tree(root, options.files)
    run = [publish(work), "jobs", "run", "inventory"]
    left_out = ["-path", "./config", "-prune", "-o", "-path", "./.pkg", "-prune", "-o", "-path", "./exports", "-prune", "-o"]
    commands = {
        "find": ["find", ".", *left_out, "-type", "f", "-printf", "%s %m %u %g %p\\n"],
        "du": ["du", "--apparent-size", "-d1", "."],
        "fdupes": ["fdupes", "-q", "-r", "-n", *(f"d{number:02}" for number in range((options.files + 9999) // 10_000))],
        "inventory, nothing known": run,
        "inventory, contents known": [*run, "--force"],
        "inventory, reused": run,
    }
    if not shutil.which("fdupes"):
        del commands["fdupes"]
    figures, told = Figures(uncounted=1), {}
    for _ in range(options.runs + 1):
        for name, command in commands.items():
            if name == "inventory, nothing known":
                forget(root)
            taken, told[name] = timed(command, root)
            figures.add(name, taken)
    compare(root, told)
    figures.tell(f"{options.files} files", options.runs, with_memory=True)
    peers = sum(figures.median(name).wall for name in ("find", "du", "fdupes") if name in commands)
    for name in ("inventory, nothing known", "inventory, contents known", "inventory, reused"):
        print(f"  {name} / all of the others: {figures.median(name).wall / peers:.2f} wall")


if __name__ == "__main__":
    main()
