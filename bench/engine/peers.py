#!/usr/bin/env python3
"""The same graph of tasks, of which none has anything to do, by auditgraph, wireit and just.

Each task looks at the same thousand files and needs the first of its ten; nothing has changed since the run before.
auditgraph sees that every report still holds and records that it looked; wireit compares fingerprints and records
nothing; just compares nothing and runs every recipe, here an empty shell command. Whole processes, in turns, after one
run of each; prints medians and ratios. Needs npm, from which wireit and rust-just come, and a published command:

    dotnet publish src/AuditGraph.Cli -c Release -o out/peers/auditgraph
    python3 bench/engine/peers.py out/peers/auditgraph/auditgraph [TASKS] [ROUNDS]
"""
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

WIREIT = "0.14.13"
JUST = "1.57.0"


def make(folder, tasks):
    for index in range(1000):
        path = os.path.join(folder, "data", str(index % 10), f"{index}.bin")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(index.to_bytes(4, "big") * 250)

    names = [f"t{index:04}" for index in range(tasks)]
    needs = {name: [] if index % 10 == 0 else [names[index // 10 * 10]] for index, name in enumerate(names)}
    wireit = {name: {"command": "true", "files": ["data/**"], "output": [], "dependencies": needs[name]} for name in names}
    wireit["all"] = {"dependencies": names}
    with open(os.path.join(folder, "package.json"), "w") as file:
        json.dump({"name": "peers", "private": True, "scripts": {name: "wireit" for name in wireit}, "wireit": wireit}, file)

    with open(os.path.join(folder, "justfile"), "w") as file:
        file.write(f"all: {' '.join(names)}\n\n")
        file.writelines(f"{name}: {' '.join(needs[name])}\n    @true\n\n" for name in names)

    return names, needs


def write_jobs(folder, jobs):
    os.makedirs(os.path.join(folder, "config"), exist_ok=True)
    with open(os.path.join(folder, "config", "jobs.yaml"), "w") as file:
        file.write("jobs:\n" + "".join(f"  {job}\n" for job in jobs))


def run(command, folder, environment):
    start = time.perf_counter()
    result = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    seconds = time.perf_counter() - start
    if result.returncode != 0:
        sys.exit(f"{command[0]} failed:\n{result.stdout.decode()[-2000:]}{result.stderr.decode()[-2000:]}")
    return seconds, result.stdout


def main():
    program = os.path.abspath(sys.argv[1])
    tasks = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    work = tempfile.mkdtemp(prefix="auditgraph-peers-")
    # Each has a folder of its own, since what the peers write would be left out of the jobs' scope, and be counted so.
    own, others = os.path.join(work, "auditgraph"), os.path.join(work, "peers")
    environment = {**os.environ, "WIREIT_LOGGER": "quiet-ci"}
    try:
        make(own, tasks)
        names, needs = make(others, tasks)
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-save", f"wireit@{WIREIT}", f"rust-just@{JUST}"],
                       cwd=others, check=True, stdout=subprocess.DEVNULL)
        binaries = os.path.join(others, "node_modules", ".bin")
        write_jobs(own, ["base: {action: {type: report.changed_since, args: {since: last-run, include: [data/]}}}"])
        base = json.loads(run([program, "jobs", "run", "base"], own, environment)[1])["run"]
        action = f"action: {{type: report.changed_since, args: {{since: 'run:{base}', include: [data/]}}}}"
        write_jobs(own, [f"{name}: {{{action}, needs: [{', '.join(needs[name])}]}}" for name in names])

        commands = {
            "auditgraph": ([program, "jobs", "run", "--all"], own),
            "wireit": (["npm", "run", "--silent", "all"], others),
            "just": ([os.path.join(binaries, "just"), "all"], others),
        }
        for command, folder in commands.values():
            run(command, folder, environment)

        seconds = {name: [] for name in commands}
        for _ in range(rounds):
            for name, (command, folder) in commands.items():
                elapsed, output = run(command, folder, environment)
                seconds[name].append(elapsed)
                if name == "auditgraph" and any(one["origin"] != "reused" for one in json.loads(output)["runs"]):
                    sys.exit("not every job was reused")

        print(f"{tasks} tasks, nothing to do, {os.cpu_count()} processors, median of {rounds}")
        first = statistics.median(seconds["auditgraph"])
        for name, each in seconds.items():
            print(f"{name:12} {statistics.median(each) * 1000:8.0f} ms   {statistics.median(each) / first:5.2f}")
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
