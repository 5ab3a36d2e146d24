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
import tempfile
from pathlib import Path

from processes import Figures, forget, publish, timed

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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--files", type=int, default=100_000)
    parser.add_argument("--work", default=os.path.join(tempfile.gettempdir(), "auditgraph-bench-files"))
    options = parser.parse_args()
    work = Path(options.work)
    root = work / f"tree-{options.files}"
    tree(root, options.files)
    program = publish(work)
    grep = ["sh", "-c", "find . -name '*.txt' -print0 | xargs -0 -P 2 -n 2000 grep -E "
            + " ".join(f"-e '{pattern}'" for pattern in PATTERNS)]
    run = [program, "jobs", "run"]
    figures = Figures(uncounted=1)
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
                forget(root)
            figures.add(name, timed(command, root)[0])
    figures.tell(f"{options.files} files", options.runs)
    figures.compare(("check.files, nothing known", "grep -E on two processes"),
                    ("check.files, contents known", "changed_since, nothing changed"),
                    ("check.files, reused", "changed_since, nothing changed"))


if __name__ == "__main__":
    main()
