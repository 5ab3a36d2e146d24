#!/usr/bin/env python3
"""Measures check.manifest beside sha256sum --check and md5sum --check, and report.manifest beside sha256sum, over large and over tiny files.

usage: bench/manifest.py [--runs N] [--large MIB] [--tiny FILES] [--work FOLDER]

Publishes the auditgraph command in Release, compiled ahead; builds two trees once under --work (default: in the folder for temporary
files), with the manifests of sha256sum and md5sum, and times whole processes that take turns, after one run of each that is not
counted. Each figure is the median of N (default 5), wall and processor time of the process and its children. What each says is
compared with what the other says.
"""
import argparse
import os
import random
import subprocess
import tempfile
from pathlib import Path

from processes import Figures, forget, publish, timed

LARGE_FILE = 32 << 20


def tree(root, sizes):
    if (root / "config").exists():
        return
    rng = random.Random(1)
    for number, size in enumerate(sizes):
        at = root / "tree" / f"d{number // 200:03}" / f"f{number % 200:03}.bin"
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_bytes(rng.randbytes(size))
        os.utime(at, (1_500_000_000, 1_500_000_000))
    for program in ("sha256sum", "md5sum"):
        names = sorted(str(at.relative_to(root / "tree")) for at in (root / "tree").rglob("*.bin"))
        for begun in range(0, len(names), 500):
            with open(root / program, "ab") as to:
                subprocess.run([program, *names[begun:begun + 500]], cwd=root / "tree", stdout=to, check=True)
    (root / "config").mkdir()
    job = "{{action: {{type: check.manifest, args: {{manifest: {0}, root: tree, exclude: [config/]}}}}, output: {{format: json}}}}"
    (root / "config" / "jobs.yaml").write_text(
        "jobs:\n" + "".join(f"  {name}: {job.format(name)}\n" for name in ("sha256sum", "md5sum"))
        + "  report: {action: {type: report.manifest, args: {root: tree}}, output: {format: sha256sum}}\n"
        + "  changed: {action: {type: report.changed_since, args: {since: last-run}}}\n")


def measure(what, root, run, runs):
    figures = Figures(uncounted=1)
    files = root / "tree"
    for _ in range(runs + 1):
        for name, command, folder, is_anew in (
            ("sha256sum --check", ["sha256sum", "--check", "--quiet", "../sha256sum"], files, False),
            ("check.manifest, nothing known", [*run, "sha256sum"], root, True),
            ("check.manifest, contents known", [*run, "sha256sum", "--force"], root, False),
            ("check.manifest, reused", [*run, "sha256sum"], root, False),
            ("md5sum --check", ["md5sum", "--check", "--quiet", "../md5sum"], files, False),
            ("check.manifest of MD5, nothing known", [*run, "md5sum"], root, True),
            ("check.manifest of MD5, contents known", [*run, "md5sum", "--force"], root, False),
            ("sha256sum", ["sh", "-c", "find . -type f -print0 | sort -z | xargs -0 sha256sum >/dev/null"], files, False),
            ("report.manifest, nothing known", [*run, "report"], root, True),
            ("changed_since, first", [*run, "changed"], root, False),
            ("changed_since, nothing changed", [*run, "changed"], root, False),
        ):
            if is_anew:
                forget(root)
            figures.add(name, timed(command, folder, must_succeed=True)[0])
    figures.tell(what, runs)
    figures.compare(("check.manifest, nothing known", "sha256sum --check"),
                    ("check.manifest of MD5, nothing known", "md5sum --check"),
                    ("report.manifest, nothing known", "sha256sum"),
                    ("check.manifest, contents known", "changed_since, nothing changed"),
                    ("check.manifest of MD5, contents known", "changed_since, nothing changed"),
                    ("check.manifest, reused", "changed_since, nothing changed"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--large", type=int, default=1024)
    parser.add_argument("--tiny", type=int, default=20000)
    parser.add_argument("--work", default=os.path.join(tempfile.gettempdir(), "auditgraph-bench-manifest"))
    options = parser.parse_args()
    work = Path(options.work)
    run = [publish(work), "jobs", "run"]
    large, tiny = work / f"large-{options.large}", work / f"tiny-{options.tiny}"
    tree(large, [LARGE_FILE] * (options.large * (1 << 20) // LARGE_FILE))
    tree(tiny, [100] * options.tiny)
    measure(f"{options.large} MiB in files of 32 MiB", large, run, options.runs)
    measure(f"{options.tiny} files of 100 bytes", tiny, run, options.runs)


if __name__ == "__main__":
    main()
