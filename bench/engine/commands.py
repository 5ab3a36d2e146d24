#!/usr/bin/env python3
"""What the engine takes as whole processes: a thousand jobs of which nothing changed, planned and run, and a single run.

The jobs look at the same thousand files, and every tenth is needed by the nine behind it. The programs take turns, each
in a workspace of its own, after one run that is not counted; prints medians, and the ratio to the first program.

    dotnet publish src/AuditGraph.Cli -c Release --use-current-runtime -o out/commands/ready
    dotnet publish src/AuditGraph.Cli -c Release --use-current-runtime -p:Native=true -o out/commands/native
    python3 bench/engine/commands.py out/commands/native/auditgraph out/commands/ready/auditgraph

--only single compares earlier versions too, which cannot plan; --jobs N and --rounds N change the numbers, TMPDIR
chooses the file system.
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time


def make(folder):
    for index in range(1000):
        path = os.path.join(folder, "data", str(index % 10), f"{index}.bin")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(index.to_bytes(4, "big") * 250)
    os.makedirs(os.path.join(folder, "config"))


def write_jobs(folder, jobs):
    with open(os.path.join(folder, "config", "jobs.yaml"), "w") as file:
        file.write("jobs:\n" + "".join(f"  {job}\n" for job in jobs))


def run(folder, program, *words):
    start = time.perf_counter()
    result = subprocess.run([program, *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    took = (time.perf_counter() - start) * 1000
    if result.returncode != 0:
        sys.exit(f"{program} {' '.join(words)} failed:\n{result.stdout.decode()[-2000:]}{result.stderr.decode()[-2000:]}")
    return took, json.loads(result.stdout)


def require_reused(outcome):
    if any(one["origin"] != "reused" for one in outcome["runs"]):
        sys.exit("not every job was reused")


def compare(what, programs, work, rounds):
    """Times work(program) of each, in turns."""
    times = {program: [] for program in programs}
    for turn in range(rounds + 1):
        for program in programs:
            took = work(program)
            if turn > 0:
                times[program].append(took)
    first = statistics.median(times[programs[0]])
    for program, each in times.items():
        print(f"{what:44} {statistics.median(each):9.1f} ms   {statistics.median(each) / first:5.2f}   {program}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("programs", nargs="+")
    parser.add_argument("--only", choices=["many", "single"])
    parser.add_argument("--jobs", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=11)
    options = parser.parse_args()
    programs = [os.path.abspath(program) for program in options.programs]
    work = tempfile.mkdtemp(prefix="auditgraph-commands-")
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, medians of {options.rounds}", flush=True)
    try:
        folders = {program: os.path.join(work, str(index)) for index, program in enumerate(programs)}
        for program, folder in folders.items():
            make(folder)
            write_jobs(folder, ["base: {action: {type: report.changed_since, args: {since: last-run, include: [data/]}}}"])
            time.sleep(0.1)
            run(folder, program, "jobs", "run", "base")
        if options.only != "many":
            compare("a single job run, compared with its last run", programs,
                    lambda program: run(folders[program], program, "jobs", "run", "base")[0], 3 * options.rounds)
        if options.only != "single":
            for program, folder in folders.items():
                base = run(folder, program, "jobs", "run", "base")[1]["run"]
                action = f"action: {{type: report.changed_since, args: {{since: 'run:{base}', include: [data/]}}}}"
                write_jobs(folder, [f"j{index:04}: {{{action}, needs: [{'' if index % 10 == 0 else f'j{index // 10 * 10:04}'}]}}"
                                    for index in range(options.jobs)])
                took = run(folder, program, "jobs", "run", "--all")[0]
                print(f"{f'{options.jobs} jobs, run for the first time':44} {took:9.1f} ms           {program}", flush=True)
            compare(f"{options.jobs} jobs, nothing changed, planned", programs,
                    lambda program: run(folders[program], program, "jobs", "plan", "--all")[0], options.rounds)

            def reuse(program):
                took, outcome = run(folders[program], program, "jobs", "run", "--all")
                require_reused(outcome)
                return took

            compare(f"{options.jobs} jobs, nothing changed, all reused", programs, reuse, options.rounds)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
