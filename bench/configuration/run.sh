#!/bin/sh
# Prints medians of reading and validating configurations of 1,000 to 10,000 jobs in a warm process and, where
# python3 with yaml is at hand, of PyYAML's safe_load of the same files, in pure Python and with libyaml.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dotnet build -c Release --nologo -v quiet -clp:NoSummary "$here/AuditGraph.Bench.Configuration.csproj" > /dev/null
bench="$here/bin/Release/net10.0/AuditGraph.Bench.Configuration.dll"
dotnet "$bench"
if ! python3 -c 'import yaml' 2>/dev/null; then
    echo "python3 with yaml is not at hand: no comparison"
    exit 0
fi
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
dotnet "$bench" --write "$folder"
python3 - "$folder" <<'PYTHON'
import statistics, sys, time, yaml

def median(loader, text, rounds):
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        yaml.load(text, Loader=loader)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)

for size in (1000, 10000):
    text = open(f"{sys.argv[1]}/jobs-{size}.yaml", encoding="utf-8").read()
    rounds = 5 if size == 1000 else 3
    print(f"PyYAML      {size:6} jobs  safe_load             median {median(yaml.SafeLoader, text, rounds):8.2f} ms")
    if hasattr(yaml, "CSafeLoader"):
        print(f"PyYAML      {size:6} jobs  safe_load (libyaml)   median {median(yaml.CSafeLoader, text, rounds):8.2f} ms")
PYTHON
