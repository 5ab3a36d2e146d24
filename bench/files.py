#!/usr/bin/env python3
"""Measures check.files with ten rules of content against grep and against a run that only looks for changes.

usage: bench/files.py [--runs N] [--files N] [--work FOLDER]

Publishes the auditgraph command in Release, compiled ahead; builds a tree of text files of about 1 KiB once under --work
(default: in the folder for temporary files), and times whole processes that take turns. Each figure is the median of N
(default 5), wall and processor time of the process and its children; on a busy machine the latter is the steadier.
"""
import argparse
import os
import random
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PATTERNS = ["TODO", "FIXME", "XXX+", "[Pp]assword *=", "BEGIN [A-Z]+ KEY", "http://[a-z.]+", "console\\.log", "[0-9]{16}",
            "(foo|bar)baz", "\\bdebugger\\b"]
WORDS = ["alpha", "beta", "gamma", "delta", "value", "return", "if", "while", "function", "count", "index", "path", "= 42;", "// note"]


def tree(root, files):
    if (root / "config").exists():
        return
    rng = random.Random(1)
    for folder in range(files // 100):
        at = root / f"d{folder // 100:02}" / f"e{folder:04}"
        at.mkdir(parents=True)
        for number in range(100):
            lines = [" ".join(rng.choices(WORDS, k=6)) for _ in range(28)]
            if rng.random() < 0.001:
                lines[3] = "TODO later"
            name = at / f"f{number:02}.txt"
            name.write_text("\n".join(lines) + "\n")
            os.utime(name, (1_500_000_000, 1_500_000_000))
    (root / "config").mkdir()
    rules = "".join(f"          - {{name: r{index}, files: '*.txt', forbid: '{pattern}'}}\n" for index, pattern in enumerate(PATTERNS))
    (root / "config" / "jobs.yaml").write_text(
        "jobs:\n  files:\n    action:\n      type: check.files\n      args:\n        rules:\n" + rules
        + "  changed: {action: {type: report.changed_since, args: {since: last-run}}}\n")


def timed(command, root):
    before, begun = os.times(), time.perf_counter()
    subprocess.run(command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = os.times()
    return (time.perf_counter() - begun,
            after.children_user + after.children_system - before.children_user - before.children_system)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--work", default=os.path.join(tempfile.gettempdir(), "auditgraph-bench-files"))
    options = parser.parse_args()
    work = Path(options.work)
    root = work / f"tree-{options.files}"
    tree(root, options.files)
    subprocess.run(["dotnet", "publish", str(PROJECT / "src/AuditGraph.Cli"), "-c", "Release", "--use-current-runtime",
                    "--artifacts-path", str(work / "artifacts"), "-o", str(work / "auditgraph")], check=True, stdout=subprocess.DEVNULL)
    program = str(work / "auditgraph" / "auditgraph")
    grep = ["sh", "-c", "find . -name '*.txt' -print0 | xargs -0 -P 2 -n 2000 grep -E "
            + " ".join(f"-e '{pattern}'" for pattern in PATTERNS)]
    run = [program, "jobs", "run"]
    figures = {}
    for _ in range(options.runs + 1):
        for name, command in (
            ("grep -E on two processes", grep),
            ("check.files, nothing known", [*run, "files"]),
            ("changed_since, first", [*run, "changed"]),
            ("changed_since, nothing changed", [*run, "changed"]),
            ("check.files, contents known", [*run, "files", "--force"]),
            ("check.files, reused", [*run, "files"]),
        ):
            if name == "check.files, nothing known":
                shutil.rmtree(root / ".pkg", ignore_errors=True)
                shutil.rmtree(root / "exports", ignore_errors=True)
            figures.setdefault(name, []).append(timed(command, root))
    medians = {name: [statistics.median(one[kind] for one in taken[1:]) for kind in (0, 1)] for name, taken in figures.items()}
    print(f"{options.files} files, {os.cpu_count()} processors, median of {options.runs}: wall, processor")
    for name, (wall, processor) in medians.items():
        print(f"{name:34} {wall * 1000:8.0f} ms {processor * 1000:8.0f} ms")
    for name, other in (("check.files, nothing known", "grep -E on two processes"),
                        ("check.files, contents known", "changed_since, nothing changed"),
                        ("check.files, reused", "changed_since, nothing changed")):
        print(f"{name} / {other}: {medians[name][0] / medians[other][0]:.2f} wall, {medians[name][1] / medians[other][1]:.2f} processor")


if __name__ == "__main__":
    main()
