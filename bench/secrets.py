#!/usr/bin/env python3
"""Measures check.secrets over files of this machine against secretlint and against a run that only looks for changes.

usage: bench/secrets.py [--runs N] [--mib N] [--work FOLDER] [--hostile]

Publishes the auditgraph command in Release, compiled ahead; fetches secretlint from npm with its recommended rules, and copies text
files of this machine's programs and libraries into a tree once under --work (default: in the folder for temporary files), with a known
token in a file of each thousand. Times whole processes that take turns; each figure is the median of N (default 3), wall and
processor time of the process and its children. --hostile times texts of a mebibyte instead that were written to take long, against as
many of letters and spaces.
"""
import argparse
import json
import os
import random
import shutil
import tempfile
import zlib
from pathlib import Path

from processes import Figures, forget, install, publish, timed

PACKAGES = ["secretlint@12.0.0", "@secretlint/secretlint-rule-preset-recommend@12.0.0"]
SOURCES = ["/usr/lib/python3", "/usr/lib/python3.11", "/usr/share/doc", "/usr/share/perl", "/usr/lib/node_modules", "/usr/include",
           "/usr/share/dotnet", "/usr/lib/dotnet", os.path.expanduser("~/.nuget/packages"), os.path.expanduser("~/.pyenv")]
DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LARGEST = 1 << 20


def token(rng):
    body = "".join(rng.choices(DIGITS, k=30))
    check, rest = "", zlib.crc32(body.encode())
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        check = DIGITS[digit] + check
    return "ghp_" + body + check


def jobs(root):
    (root / "config").mkdir(parents=True, exist_ok=True)
    (root / "config" / "jobs.yaml").write_text(
        "jobs:\n  secrets: {action: {type: check.secrets, args: {exclude: [config/]}}, output: {format: json}}\n"
        "  changed: {action: {type: report.changed_since, args: {since: last-run}}}\n")


def tree(root, mib):
    """Text files of other programs, each with the content that it has, until there are so many bytes."""
    if (root / "config").exists():
        return
    rng, bytes_, count = random.Random(1), 0, 0
    for source in SOURCES:
        for folder, _, names in os.walk(source):
            for name in sorted(names):
                path = Path(folder) / name
                if path.is_symlink() or not path.is_file() or path.stat().st_size > LARGEST:
                    continue
                content = path.read_bytes()
                if b"\0" in content[:8000]:
                    continue
                # One name for each, of the same kind: linters go by extensions.
                to = root / f"d{count // 200:04}" / f"f{count % 200:03}{path.suffix[:10]}"
                to.parent.mkdir(parents=True, exist_ok=True)
                to.write_bytes(content + (f"\ntoken = {token(rng)}\n".encode() if count % 1000 == 7 else b""))
                os.utime(to, (1_500_000_000, 1_500_000_000))
                bytes_, count = bytes_ + len(content), count + 1
                if bytes_ >= mib << 20:
                    jobs(root)
                    return
    jobs(root)


def compare(root, told):
    """What was put into the tree both must find."""
    ours = {(one["path"], one["line"]) for one in json.loads((root / "exports/reports/secrets.json").read_text())["findings"]
            if one["rule"] == "secrets.github-token"}
    theirs = {(os.path.relpath(file["filePath"], root), one["loc"]["start"]["line"]) for file in json.loads(told)
              for one in file["messages"] if one["ruleId"].endswith("rule-github")}
    print(f"{len(ours)} tokens of GitHub found; secretlint tells {len(theirs)}, {len(ours & theirs)} of them the same")


def hostile(work, run, runs):
    """Texts of what rules look for, over and over, sixteen of each, so that what a process takes by itself does not count."""
    rng = random.Random(1)
    parts = {"letters and spaces": "ab cd\n", "keywords in one line": "AKIA", "tokens": token(rng) + "\n", "tokens in one line": token(rng) + " ",
             "URLs with passwords": "https://ben:" + "kX7abcdef@db.internal ", "heads of keys": "-----BEGIN PRIVATE KEY-----\n",
             "heads of tokens": "glpat-", "parts of tokens": "eyJhbGciOiJ9aaaa.", "names of passwords": "Server=a;Password=" + "kX7abcd;",
             "names of secrets": "secret_key = ", "allowances": "auditgraph:allow secrets.jwt abc\n"}
    figures = {}
    for name, part in parts.items():
        root = work / "hostile"
        shutil.rmtree(root, ignore_errors=True)
        jobs(root)
        for number in range(16):
            (root / f"f{number}.txt").write_text(f"{number}\n" + part * ((1 << 20) // len(part)))
        taken = []
        for _ in range(runs):
            forget(root)
            taken.append(timed([*run, "secrets"], root)[0].processor)
        figures[name] = min(taken)
    for name, processor in figures.items():
        print(f"{name:24} {(processor - figures['letters and spaces']) * 1000 / 16:6.1f} ms of a processor for a text more than letters and spaces")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--mib", type=int, default=500)
    parser.add_argument("--work", default=os.path.join(tempfile.gettempdir(), "auditgraph-bench-secrets"))
    parser.add_argument("--hostile", action="store_true")
    options = parser.parse_args()
    work = Path(options.work)
    work.mkdir(parents=True, exist_ok=True)
    run = [publish(work), "jobs", "run"]
    if options.hostile:
        hostile(work, run, options.runs)
        return
    root = work / f"tree-{options.mib}"
    tree(root, options.mib)
    install(work, PACKAGES)
    rules = work / "secretlintrc.json"
    rules.write_text(json.dumps({"rules": [{"id": str(work / "node_modules/@secretlint/secretlint-rule-preset-recommend")}]}))
    lint = ["node", str(work / "node_modules/secretlint/bin/secretlint.js"), "--secretlintrc", str(rules), "--format", "json",
            "--output", str(work / "secretlint.json"), "d*/**/*"]
    figures = Figures(uncounted=0)
    for _ in range(options.runs):
        for name, command in (
            ("secretlint", lint),
            ("check.secrets, nothing known", [*run, "secrets"]),
            ("changed_since, first", [*run, "changed"]),
            ("changed_since, nothing changed", [*run, "changed"]),
            ("check.secrets, contents known", [*run, "secrets", "--force"]),
            ("check.secrets, reused", [*run, "secrets"]),
        ):
            if name == "check.secrets, nothing known":
                forget(root)
            figures.add(name, timed(command, root)[0])
    compare(root, (work / "secretlint.json").read_text())
    files = sum(len(names) for folder, _, names in os.walk(root) if "/d" in folder)
    figures.tell(f"{options.mib} MiB in {files} files", options.runs)
    figures.compare(("check.secrets, nothing known", "secretlint"),
                    ("check.secrets, contents known", "changed_since, nothing changed"),
                    ("check.secrets, reused", "changed_since, nothing changed"))


if __name__ == "__main__":
    main()
