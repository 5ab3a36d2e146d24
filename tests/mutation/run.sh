#!/usr/bin/env bash
# Mutation testing of one room of Core: changes the room's code in small ways and tells which changes no test notices.
# The report is below out/mutation; at the end the room's score is printed. One room takes hours on two cores.
#
#     tests/mutation/run.sh Ledger                       # a room with the tests of its name
#     tests/mutation/run.sh Snapshots/Trees Snapshots    # a part of a room, with the room's tests
set -euo pipefail
cd "$(dirname "$0")"

room=${1:?which room: Ledger, Runs, Workspaces, Snapshots/Trees or Actions}
tests=${2:-$room}
report=$PWD/../../out/mutation/$room
mutate="$room/**/*.cs"
[[ $room != *.cs ]] || mutate=$room
dotnet tool restore
RoomTests="$tests" dotnet stryker --skip-version-check --config-file stryker-config.json --mutate "$mutate" --output "$report"

# Killed and timed-out mutants among all that tests could have noticed, as Stryker counts.
count() { { grep -o "\"status\": *\"$1\"" "$report/reports/mutation-report.json" || true; } | wc -l; }
detected=$(($(count Killed) + $(count Timeout)))
all=$((detected + $(count Survived) + $(count NoCoverage)))
echo "$room: $detected of $all mutants were noticed ($((all ? 100 * detected / all : 0)) %)"
