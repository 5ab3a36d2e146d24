#!/usr/bin/env bash
# How long the command takes to start: `auditgraph jobs list` on fifty jobs beside an empty .NET program that is
# published and started the same way. Whole processes, alternating, median of ten after one start of each to warm the
# file cache. Prints both and their ratio; needs nothing but the .NET SDK.
#
#     bench/startup.sh                  # ten starts of each
#     ROUNDS=40 bench/startup.sh        # more of them, on a busy machine
#     bench/startup.sh runs list        # another command
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${ROUNDS:-10}
[ $# -gt 0 ] || set -- jobs list
out=$PWD/out/startup
rm -rf "$out"
mkdir -p "$out/empty-source" "$out/workspace/config"

# The empty program has the command's own settings, so that the difference is the command's work alone.
cat > "$out/empty-source/empty.csproj" <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <AssemblyName>empty</AssemblyName>
    <PublishReadyToRun>true</PublishReadyToRun>
    <SelfContained>false</SelfContained>
    <TieredPGO>false</TieredPGO>
    <EventSourceSupport>false</EventSourceSupport>
  </PropertyGroup>
</Project>
PROJECT
echo 'return 0;' > "$out/empty-source/Program.cs"

publish() {
    dotnet publish "$1" -c Release --use-current-runtime -o "$2" -v quiet -nologo > "$out/publish.log" || { cat "$out/publish.log" >&2; exit 1; }
}
publish "$out/empty-source/empty.csproj" "$out/empty"
publish src/AuditGraph.Cli/AuditGraph.Cli.csproj "$out/command"

{
    echo "jobs:"
    for number in $(seq -w 1 50); do
        cat <<JOB
  job_$number:
    description: What changed in part $number
    tags: [daily, part-$number]
    action:
      type: report.changed_since
      args:
        since: 24h
        include: ["part-$number/**"]
        exclude: ["**/*.tmp", "**/cache/**"]
    output:
      path: exports/reports/job_$number.md
JOB
    done
} > "$out/workspace/config/jobs.yaml"

# The wall time of one whole process in milliseconds.
TIMEFORMAT=%3R
measure() {
    local seconds
    seconds=$( { time "$@" > "$out/last-output"; } 2>&1 )
    echo $((10#${seconds/./}))
}
median() {
    sort -n "$1" | awk '{ at[NR] = $1 } END { print NR % 2 ? at[(NR + 1) / 2] : (at[NR / 2] + at[NR / 2 + 1]) / 2 }'
}

empty=("$out/empty/empty")
command=("$out/command/auditgraph" "$@" --root "$out/workspace")
"${empty[@]}"
"${command[@]}" > /dev/null
for _ in $(seq "$rounds"); do
    measure "${empty[@]}" >> "$out/empty.ms"
    measure "${command[@]}" >> "$out/command.ms"
done

first=$(median "$out/empty.ms")
second=$(median "$out/command.ms")
echo "empty program          $first ms"
echo "auditgraph $*   $second ms"
awk -v empty="$first" -v command="$second" 'BEGIN { printf "ratio                  %.2f\n", command / empty }'
