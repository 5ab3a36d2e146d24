#!/usr/bin/env python3
"""What the worst files cost: `auditgraph jobs test` on files of 1 MiB (the size limit) that are made to hurt a reader.

    dotnet publish src/AuditGraph.Cli -c Release --use-current-runtime -o out/command
    python3 bench/configuration/hostile.py [out/command/auditgraph]

Prints wall time, processor time and peak memory of each whole process, the most expensive first. Needs Linux or macOS.
"""
import os
import subprocess
import sys
import tempfile
import time

LIMIT = 1 << 20


def lines(count, line):
    return "".join(line(number) for number in range(count))


def alias(number):
    return "a" if number == 0 else f"b{number - 1}"


# Made one at a time: a process begins with the memory of the one that starts it.
HOSTILE = {
    "open lists": lambda: "[" * LIMIT,
    "open mappings": lambda: "{a: " * LIMIT,
    "nested blocks": lambda: lines(1440, lambda n: " " * n + "a:\n"),
    "dashes": lambda: "- " * LIMIT,
    "question marks": lambda: "? " * LIMIT,
    "colons": lambda: ":" * LIMIT,
    "commas": lambda: "[" + "," * LIMIT,
    "quotes": lambda: "jobs: " + "'" * LIMIT,
    "one quoted text": lambda: 'jobs: "' + "x" * (LIMIT - 8) + '"',
    "one plain text": lambda: "jobs: " + "x " * LIMIT,
    "one block": lambda: "jobs: |\n" + " x\n" * LIMIT,
    "tags of YAML": lambda: "!a " * LIMIT,
    "anchors in a row": lambda: "&a " * LIMIT,
    "aliases in a row": lambda: "*a " * LIMIT,
    "anchors": lambda: lines(60_000, lambda n: f"k{n}: &a{n} 1\n"),
    "aliases that double": lambda: "a: &a [x,x,x,x,x,x,x,x,x]\n" + lines(20_000, lambda n: f"b{n}: &b{n} [*{alias(n)},*{alias(n)}]\n"),
    "directives": lambda: "%YAML 1.1\n" * LIMIT,
    "documents": lambda: "---\n" * LIMIT,
    "tabs": lambda: "jobs:\n" + "\ta: 1\n" * LIMIT,
    "spaces": lambda: " " * LIMIT,
    "line ends": lambda: "\n" * LIMIT,
    "two colons on each line": lambda: "a b: c: d\n" * LIMIT,
    "the same key": lambda: "jobs:\n" + " a: 1\n" * LIMIT,
    "the same key with CRLF": lambda: "a: b\r\n" * LIMIT,
    "control characters": lambda: "jobs: " + "\x01" * LIMIT,
    "NUL": lambda: "\0" * LIMIT,
    "no UTF-8": lambda: b"\xff" * LIMIT,
    "unknown keys": lambda: "jobs:\n  a:\n" + lines(80_000, lambda n: f"    k{n}: 1\n"),
    "jobs that are numbers": lambda: "jobs:\n" + lines(90_000, lambda n: f"  k{n}: 1\n"),
    "empty jobs": lambda: "jobs:\n" + lines(90_000, lambda n: f" j{n}: {{}}\n"),
    "jobs with unknown actions": lambda: "jobs:\n" + lines(40_000, lambda n: f" j{n}: {{action: {{type: x}}}}\n"),
    "tags of a job": lambda: "jobs:\n  a:\n    tags: [" + ",".join(f"t{n}" for n in range(120_000)) + "]",
    "a chain of needs": lambda: "jobs:\n" + lines(14_000, lambda n: f" j{n}: {{action: {{type: report.changed_since}}, needs: [j{n + 1}]}}\n"),
    "deep output paths": lambda: "jobs:\n" + lines(5_000, lambda n: f" j{n}: {{action: {{type: report.changed_since}}, output: {{path: exports/{'a/' * 50}{n}.md}}}}\n"),
    "bad patterns": lambda: "jobs:\n a:\n  action:\n   type: report.changed_since\n   args:\n    include: [" + ",".join('"../x"' for _ in range(140_000)) + "]",
}


def measure(command, path):
    start = time.perf_counter()
    process = subprocess.Popen([command, "jobs", "test", path, "--format", "json"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    scale = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * scale / (1 << 20)


def main():
    command = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else "out/command/auditgraph")
    results = []
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "jobs.yaml")
        for name, make in HOSTILE.items():
            content = make()
            data = content if isinstance(content, bytes) else content.encode()
            with open(path, "wb") as file:
                file.write(data[:LIMIT])
            del content, data
            results.append((*measure(command, path), name))
    for wall, processor, memory, name in sorted(results, reverse=True):
        print(f"{name:28} {wall * 1000:7.0f} ms   processor {processor * 1000:7.0f} ms   peak {memory:5.0f} MiB")


if __name__ == "__main__":
    main()
