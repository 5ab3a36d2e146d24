#!/usr/bin/env bash
# Mutation testing of one room of Core: changes the room's code in small ways and tells which changes no test notices.
# The report is below out/mutation; at the end the room's score is printed. README.md has the scores and how long it takes.
#
#     tests/mutation/run.sh Ledger
#     tests/mutation/run.sh Ledger 'Ledger/Tile*.cs' Ledger/RunProof.cs    # some files of the room
#     MUTATION_THREADS=1 tests/mutation/run.sh Ledger     # beside other work
set -euo pipefail
cd "$(dirname "$0")"

room=${1:?which room: Workspaces, Snapshots/Trees, Ledger, Actions or Runs}
shift
[[ $# -gt 0 ]] || set -- "$room/**/*.cs"
report=$PWD/../../out/mutation/$room

# The tests of a room. Long sweeps are left out: every mutant that survives would pay for them.
is() { local filter; printf -v filter '|FullyQualifiedName~%s' "$@"; printf '(%s)' "${filter:1}"; }
isNot() { printf '&FullyQualifiedName!~%s' "$@"; }
case $room in
    Workspaces) tests=$(is .Workspaces.) ;;
    Snapshots/Trees)
        tests=$(is .Snapshots.Tree SnapshotDiffTests SnapshotStoreTests SnapshotFormatTests EscapedTextTests HostileStoreTests \
            SnapshotScannerTests ScannedTimesTests)
        ;;
    Ledger)
        tests=$(is .Ledger.)$(isNot Every_flipped_bit Every_pair_of_swapped_files The_root_is_that_of_the_tree_over_all_entries_at_every_size \
            The_naive_paths)
        ;;
    Actions)
        tests=$(is .Actions. .Reports. JobRunnerTests FirstRunTests MomentTests LastSeenTests ScopeChangeTests JobSchemaTests \
            ReportSamenessTests ReuseTests)$(isNot Three_hundred_reuses)
        ;;
    Runs)
        tests=$(is .Runs. AnnouncedRunsTests ReuseTests)$(isNot Three_hundred_reuses However_many_runs A_fault_at_any_write_point \
            Whoever_looks_while_runs_come A_record_larger_than Of_many_snapshots_they_go A_job_finds_the_baseline_that_it_would_find)
        ;;
    *)
        echo "'$room' is no room with mutation tests" >&2
        exit 2
        ;;
esac

# Each mutant writes the tests' files anew, with a flush for each: in memory that costs nothing.
[[ ! -d /dev/shm ]] || export TMPDIR=${TMPDIR:-/dev/shm}
# Milliseconds. On a busy machine the SDK takes longer to describe itself than Stryker waits by default.
export DOTNET_INFO_WAIT_TIME=300000
dotnet tool restore
dotnet stryker --skip-version-check --config-file stryker-config.json --concurrency "${MUTATION_THREADS:-2}" \
    "${@/#/--mutate=}" --test-case-filter "$tests" --output "$report"

# As Stryker counts: mutants that a test failed or never ended with, among all but those that do not compile.
count() { { grep -o "\"status\": *\"$1\"" "$report/reports/mutation-report.json" || true; } | wc -l; }
killed=$(count Killed) late=$(count Timeout) survived=$(count Survived) unreached=$(count NoCoverage)
all=$((killed + late + survived + unreached))
echo "$room: of $all mutants $killed killed, $late timed out, $survived survived, $unreached are reached by no test:" \
    "$((all ? 100 * (killed + late) / all : 0)) %"
