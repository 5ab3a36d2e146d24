#!/usr/bin/env python3
"""Tampers with a tree at random, and compares one by one what check.integrity finds with what AIDE does.

usage: tampered.py [--seed N] [--tamper N] [--files N] FOLDER COMMAND...

Makes a workspace in FOLDER, which must not exist, with a tree of its own below it; COMMAND is how to call auditgraph. Both
learn the tree, then N things (default 500) are done to it, and both check it under the same policy. Prints each difference
with what explains it, and ends with 1 where one is left that nothing explains.
"""
import argparse
import collections
import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

JOBS = """jobs:
  integrity:
    output: {format: json}
    action:
      type: check.integrity
      args:
        include: [w/]
        on_unreadable: warn
        on_empty: ignore
        rules:
          - {path: '**', watch: [content, size, mode, owner, links]}
          - {path: w/logs/, watch: [growing, mode, owner]}
          - {path: w/tmp/, watch: ignore}
"""

# The same policy. The size and number of names of a folder are the file system's own; those of a link are its target's.
AIDE = """database_in=file:{0}/aide.db
database_out=file:{0}/aide.db.new
report_format=json
report_level=added_removed_attributes
!{1}/w/tmp
{1}/w/logs f p+u+g+s+sha256+growing+ftype
{1}/w d p+u+g+ftype
{1}/w l p+u+g+l+n+ftype
{1}/w f p+u+g+s+sha256+n+ftype
{1}/w p,s,b,c p+u+g+ftype
"""

OURS_OF = {"size": "size", "perm": "mode", "uid": "owner", "gid": "owner", "sha256": "content", "link_count": "links",
           "link_name": "links", "file_type": "type"}


class Tree:
    """The tree, and what is done to it, each thing at a place of its own."""

    def __init__(self, root, files, rng):
        self.root = root
        self.rng = rng
        self.number = 0
        self.files, self.logs, self.links, self.folders, self.ignored = [], [], [], [], []
        for number in range(files):
            self.files.append(self.write(f"data/d{number // 40:02}/f{number:04}.txt"))
        for number in range(files // 10):
            self.logs.append(self.write(f"logs/l{number // 20}/app{number:03}.log"))
            self.ignored.append(self.write(f"tmp/t{number:03}"))
            link = root / "links" / f"k{number:03}"
            link.parent.mkdir(exist_ok=True)
            link.symlink_to(f"../data/none{number}")
            self.links.append(link)
            self.write(f"folders/g{number:03}/inside/x")
            self.folders.append(root / "folders" / f"g{number:03}" / "inside")
        for place in (self.files, self.logs, self.links, self.folders, self.ignored):
            rng.shuffle(place)

    def write(self, name):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.rng.randbytes(self.rng.randrange(20, 400)))
        return path

    def new(self):
        self.number += 1
        return self.rng.choice(self.files).parent / f"new{self.number:03}"

    def tamper(self):
        kinds = [self.change, self.swap_byte, self.cut, self.chmod, self.retarget, self.grow, self.rewrite, self.shrink,
                 self.chmod_log, self.add, self.add_link, self.add_folder, self.add_empty_folder, self.remove,
                 self.remove_link, self.remove_folder, self.file_to_folder, self.file_to_link, self.link_to_file,
                 self.folder_to_file, self.folder_to_link, self.chmod_folder, self.another_name, self.touch, self.ignore,
                 self.file_to_pipe]
        if os.geteuid() == 0:
            kinds += [self.chown, self.chown_folder, self.chown_link]
        self.rng.choice(kinds)()

    def change(self):
        self.files.pop().write_bytes(self.rng.randbytes(self.rng.randrange(401, 500)))

    def swap_byte(self):
        path = self.files.pop()
        content = bytearray(path.read_bytes())
        content[self.rng.randrange(len(content))] ^= 1
        path.write_bytes(content)

    def cut(self):
        os.truncate(self.files.pop(), 5)

    def chmod(self):
        self.files.pop().chmod(self.rng.choice([0o600, 0o755, 0o4755, 0o666]))

    def chown(self):
        os.chown(self.files.pop(), self.rng.choice([0, 7]), 7)

    def chown_link(self):
        os.lchown(self.links.pop(), 7, 0)

    def retarget(self):
        link = self.links.pop()
        link.unlink()
        link.symlink_to("../data/other")

    def grow(self):
        with self.logs.pop().open("ab") as log:
            log.write(b"more\n")

    def rewrite(self):
        path = self.logs.pop()
        path.write_bytes(self.rng.randbytes(path.stat().st_size + self.rng.randrange(3)))

    def shrink(self):
        os.truncate(self.logs.pop(), 3)

    def chmod_log(self):
        self.logs.pop().chmod(0o600)

    def add(self):
        self.new().write_bytes(b"new")

    def add_link(self):
        self.new().symlink_to("anywhere")

    def add_folder(self):
        folder = self.new()
        folder.mkdir()
        (folder / "x").write_bytes(b"new")

    def add_empty_folder(self):
        self.new().mkdir()

    def remove(self):
        self.files.pop().unlink()

    def remove_link(self):
        self.links.pop().unlink()

    def remove_folder(self):
        shutil.rmtree(self.folders.pop())

    def file_to_folder(self):
        path = self.files.pop()
        path.unlink()
        path.mkdir()
        (path / "inner").write_bytes(b"new")

    def file_to_link(self):
        path = self.files.pop()
        path.unlink()
        path.symlink_to("elsewhere")

    def file_to_pipe(self):
        path = self.files.pop()
        path.unlink()
        os.mkfifo(path)

    def link_to_file(self):
        link = self.links.pop()
        link.unlink()
        link.write_bytes(b"file")

    def folder_to_file(self):
        folder = self.folders.pop()
        shutil.rmtree(folder)
        folder.write_bytes(b"file")

    def folder_to_link(self):
        folder = self.folders.pop()
        shutil.rmtree(folder)
        folder.symlink_to("/etc")

    def chmod_folder(self):
        self.folders.pop().chmod(0o700)

    def chown_folder(self):
        os.chown(self.folders.pop(), 7, 7)

    def another_name(self):
        path = self.files.pop()
        os.link(path, path.with_suffix(".twin"))

    def touch(self):
        os.utime(self.files.pop(), (1, 1))

    def ignore(self):
        self.ignored.pop().write_bytes(b"changed")


def kinds_below(root):
    """What each path is, by its name from the workspace's root."""
    found = {}
    for folder, folders, files in os.walk(root):
        for name in folders + files:
            path = os.path.join(folder, name)
            found[os.path.relpath(path, root.parent)] = (
                "link" if os.path.islink(path) else "folder" if os.path.isdir(path) else "file")
    return found


def aide(work, action):
    done = subprocess.run(["aide", f"--config={work}/aide.conf", f"--{action}"], capture_output=True, text=True, check=False)
    if done.returncode >= 14:
        raise SystemExit(done.stderr)
    return done.stdout


def theirs(work, root):
    told = json.loads(aide(work, "check"))
    found = collections.defaultdict(set)
    for group, kind in (("added", "added"), ("removed", "removed")):
        for path in told.get(group, {}):
            found[os.path.relpath(path, root)].add(kind)
    for path, details in told.get("details", {}).items():
        for attribute in details:
            found[os.path.relpath(path, root)].add(OURS_OF.get(attribute, attribute))
    for path in told.get("changed", {}):
        assert os.path.relpath(path, root) in found, path
    return found


def ours(root, command):
    subprocess.run([*command, "jobs", "run", "integrity"], cwd=root, capture_output=True, check=False)
    report = json.loads((root / "exports/reports/integrity.json").read_text())
    found = collections.defaultdict(set)
    for finding in report["findings"]:
        if finding["state"] != "absent":
            found[finding["path"]].add(finding["rule"].removeprefix("integrity."))
    return found


def explain(path, mine, other, before, after):
    """Why the two say something else of a path; null where nothing explains it."""
    if not mine and other <= {"added", "removed"} and "folder" in (before.get(path), after.get(path)):
        return "AIDE lists folders that came and went, check.integrity what is in them"
    if mine == {"type"} and "type" in other:
        return "AIDE lists all else that differs between a thing and what took its place"
    if mine == {"shrunk"} and other <= {"size", "content"} and other:
        return "AIDE lists size and hash of a log that became smaller, check.integrity that it did"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tamper", type=int, default=500)
    parser.add_argument("--files", type=int, default=1200)
    parser.add_argument("folder")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    work = Path(options.folder).absolute()
    root = work / "workspace"
    tree = Tree(root / "w", options.files, random.Random(options.seed))
    (root / "config").mkdir()
    (root / "config/jobs.yaml").write_text(JOBS)
    (work / "aide.conf").write_text(AIDE.format(work, root))

    ours(root, options.command)
    runs = json.loads(subprocess.run([*options.command, "runs", "list", "--format", "json"], cwd=root, capture_output=True,
                                     check=True).stdout)
    run = runs["runs"][0]["run"]
    subprocess.run([*options.command, "baseline", "approve", "--run", run, "--reason", "as made"], cwd=root,
                   capture_output=True, check=True)
    aide(work, "init")
    (work / "aide.db.new").rename(work / "aide.db")
    before = kinds_below(root / "w")
    for _ in range(options.tamper):
        tree.tamper()
    after = kinds_below(root / "w")

    mine, other = ours(root, options.command), theirs(work, root)
    same = sum(mine[path] == other[path] for path in mine.keys() & other.keys())
    explained, left = collections.Counter(), []
    for path in sorted(mine.keys() | other.keys()):
        if mine[path] != other[path]:
            why = explain(path, mine[path], other[path], before, after)
            explained[why] += 1
            if why is None:
                left.append(f"{path}: check.integrity {sorted(mine[path])}, AIDE {sorted(other[path])}")
    print(f"{options.tamper} tamperings with seed {options.seed}: both say the same of {same} paths")
    for why, count in sorted(explained.items(), key=str):
        print(f"  {count:4} paths: {why}")
    print("\n".join(left))
    sys.exit(1 if left else 0)


if __name__ == "__main__":
    main()
