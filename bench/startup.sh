#!/usr/bin/env bash
# How long the command takes to start: `auditgraph jobs list` on fifty jobs beside an empty .NET program that is
# published and started the same way, both compiled ahead (ReadyToRun) and, where a C compiler is at hand to link them,
# both compiled natively. Whole processes, alternating, median of ten after one start of each to warm the file cache.
# Prints wall and processor time; needs nothing but bash and the .NET SDK.
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
    <TieredPGO>false</TieredPGO>
    <EventSourceSupport>false</EventSourceSupport>
    <DynamicCodeSupport>false</DynamicCodeSupport>
  </PropertyGroup>
  <PropertyGroup Condition="'$(Native)' != 'true'">
    <PublishReadyToRun>true</PublishReadyToRun>
    <SelfContained>false</SelfContained>
  </PropertyGroup>
  <PropertyGroup Condition="'$(Native)' == 'true'">
    <PublishAot>true</PublishAot>
  </PropertyGroup>
</Project>
PROJECT
echo 'return 0;' > "$out/empty-source/Program.cs"

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

publish() {
    local project=$1 target=$2
    shift 2
    dotnet publish "$project" -c Release --use-current-runtime -o "$target" -v quiet -nologo "$@" > "$out/publish.log" || { cat "$out/publish.log" >&2; exit 1; }
}

# Appends one line, 'wall processor' in milliseconds, for one whole process.
TIMEFORMAT='%3R %3U %3S'
measure() {
    local into=$1 times
    shift
    times=$( { time "$@" > "$out/last-output"; } 2>&1 )
    echo "$times" | awk '{ print $1 * 1000, ($2 + $3) * 1000 }' >> "$into"
}
median() {
    sort -n -k "$2,$2" "$1" | awk -v field="$2" '{ at[NR] = $field } END { print NR % 2 ? at[(NR + 1) / 2] : (at[NR / 2] + at[NR / 2 + 1]) / 2 }'
}

compare() {
    local kind=$1 empty=("$out/$1/empty/empty") command=("$out/$1/command/auditgraph" "${@:2}" --root "$out/workspace")
    "${empty[@]}"
    "${command[@]}" > /dev/null
    for _ in $(seq "$rounds"); do
        measure "$out/$kind/empty.times" "${empty[@]}"
        measure "$out/$kind/command.times" "${command[@]}"
    done

    for field in 1 2; do
        [ "$field" = 1 ] && time=wall || time=processor
        awk -v kind="$kind" -v time="$time" -v empty="$(median "$out/$kind/empty.times" $field)" \
            -v command="$(median "$out/$kind/command.times" $field)" \
            'BEGIN { printf "%-12s %-10s empty program %6.1f ms   command %6.1f ms   ratio %.2f\n", kind, time, empty, command, command / empty }'
    done
}

publish "$out/empty-source/empty.csproj" "$out/ready-to-run/empty"
publish src/AuditGraph.Cli/AuditGraph.Cli.csproj "$out/ready-to-run/command"
compare ready-to-run "$@"

linker=$(command -v clang || command -v gcc || true)
if [ -z "$linker" ]; then
    echo "native       not measured: neither clang nor gcc is at hand to link the programs"
    exit 0
fi
publish "$out/empty-source/empty.csproj" "$out/native/empty" -p:Native=true -p:CppCompilerAndLinker="$linker"
publish src/AuditGraph.Cli/AuditGraph.Cli.csproj "$out/native/command" -p:Native=true -p:CppCompilerAndLinker="$linker"
compare native "$@"
