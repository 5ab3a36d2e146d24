#!/usr/bin/env python3
"""Measures check.links over generated Markdown against remark-validate-links and against a run that only looks for changes.

usage: bench/links.py [--runs N] [--files N] [--work FOLDER]

Publishes the auditgraph command in Release, compiled ahead; fetches remark from npm and builds a tree of Markdown files once under
--work (default: in the folder for temporary files), and times whole processes that take turns. Each figure is the median of N
(default 5), wall and processor time of the process and its children. A wrong link in a hundred is told by both, which is compared.
"""
import argparse
import json
import os
import random
import re
import tempfile
from pathlib import Path

from processes import Figures, forget, install, publish, timed

PACKAGES = ["remark-cli@12.0.1", "remark-validate-links@13.1.0"]
WORDS = ["alpha", "beta", "gamma", "delta", "value", "return", "`code`", "*weight*", "index", "path", "graph", "audit"]


def page(rng, number, files):
    lines = [f"# Page {number}", ""]
    for section in range(6):
        lines += [f"## Section {section} of {rng.choice(WORDS)}", ""]
        for _ in range(3):
            words = rng.choices(WORDS, k=40)
            to = rng.randrange(files)
            target = f"../d{to // 100:02}/f{to % 100:02}.md"
            kind = rng.random()
            words[7] = (f"[none](../d{to // 100:02}/g{to % 100:02}.md)" if kind < 0.01 else f"[gone]({target}#gone-{section})" if kind < 0.02
                        else f"[page]({target}#page-{to})" if kind < 0.3 else f"[page]({target})" if kind < 0.6
                        else f"[above](#page-{number})" if kind < 0.8 else f"<https://example.org/{to}>")
            lines += [" ".join(words), ""]
        lines += ["- one", "- two", "", "```sh", "echo '[no](link.md)'", "```", ""]
    return "\n".join(lines)


def tree(root, files):
    if (root / "config").exists():
        return
    rng = random.Random(1)
    for number in range(files):
        at = root / f"d{number // 100:02}" / f"f{number % 100:02}.md"
        at.parent.mkdir(parents=True, exist_ok=True)
        at.write_text(page(rng, number, files))
        os.utime(at, (1_500_000_000, 1_500_000_000))
    (root / "config").mkdir()
    (root / "config" / "jobs.yaml").write_text(
        "jobs:\n  links: {action: {type: check.links}, output: {format: json}}\n"
        "  changed: {action: {type: report.changed_since, args: {since: last-run}}}\n")


def compare(root, remark):
    """Both must find the same on the same lines."""
    findings = json.loads((root / "exports/reports/links.json").read_text())["findings"]
    ours = sorted({(finding["path"], finding["line"]) for finding in findings})
    theirs, name = set(), None
    for line in re.sub("\x1b\\[[0-9;]*m", "", remark).splitlines():
        name = line if re.fullmatch(r"\S+\.md", line) else name
        if place := re.match(r" *([0-9]+):[0-9]+.* warning ", line):
            theirs.add((name, int(place[1])))
    print(f"{len(ours)} lines with wrong links; remark-validate-links tells {len(theirs)}, the same: {ours == sorted(theirs)}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--files", type=int, default=5000)
    parser.add_argument("--work", default=os.path.join(tempfile.gettempdir(), "auditgraph-bench-links"))
    options = parser.parse_args()
    work = Path(options.work)
    root = work / f"tree-{options.files}"
    tree(root, options.files)
    install(work, PACKAGES)
    run = [publish(work), "jobs", "run"]
    remark = ["node", str(work / "node_modules/remark-cli/cli.js"), ".", "--quiet", "--no-stdout", "--use",
              f"{work}/node_modules/remark-validate-links/index.js=repository:false"]
    figures, told = Figures(uncounted=1), ""
    for _ in range(options.runs + 1):
        for name, command in (
            ("remark-validate-links", remark),
            ("check.links, nothing known", [*run, "links"]),
            ("changed_since, first", [*run, "changed"]),
            ("changed_since, nothing changed", [*run, "changed"]),
            ("check.links, contents known", [*run, "links", "--force"]),
            ("check.links, reused", [*run, "links"]),
        ):
            if name == "check.links, nothing known":
                forget(root)
            taken, written = timed(command, root)
            figures.add(name, taken)
            told = written.decode() if name == "remark-validate-links" else told
    compare(root, told)
    figures.tell(f"{options.files} files", options.runs)
    figures.compare(("check.links, nothing known", "remark-validate-links"),
                    ("check.links, contents known", "changed_since, nothing changed"),
                    ("check.links, reused", "changed_since, nothing changed"))


if __name__ == "__main__":
    main()
