#!/usr/bin/env python3
"""Prints the root hash of a snapshot of a folder, as docs/format/snapshots.md defines it.

usage: snapshot-root.py FOLDER      (everything in it, with no include, exclude or ignore file)
"""
import hashlib
import os
import stat
import sys

MAGIC = b"auditgraph/tree/1\n"
OWN = {b".pkg", b"exports"}


def number(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def text(value):
    return number(len(value)) + value


def node(folder, top):
    """The folder's node, and the files and bytes in it and below."""
    out, files, size = MAGIC, 0, 0
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        mode = os.lstat(path).st_mode
        if name == b".git" or (top and stat.S_ISDIR(mode) and name in OWN):
            continue
        if stat.S_ISDIR(mode):
            child, more, length = node(path, False)
            if child == MAGIC:
                continue
            entry = b"d" + text(name) + hashlib.sha256(child).digest() + number(more) + number(length)
        elif stat.S_ISLNK(mode):
            target = os.readlink(path)
            entry, more, length = b"l" + text(name) + text(target), 1, len(target)
        elif stat.S_ISREG(mode):
            with open(path, "rb") as file:
                content = file.read()
            kind = b"x" if mode & stat.S_IXUSR else b"f"
            more, length = 1, len(content)
            entry = kind + text(name) + number(length) + hashlib.sha256(content).digest()
        else:
            continue
        out, files, size = out + entry, files + more, size + length
    return out, files, size


top_node, count, total = node(os.fsencode(sys.argv[1]), True)
print(hashlib.sha256(top_node).hexdigest(), count, total)
