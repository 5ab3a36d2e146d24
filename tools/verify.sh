#!/bin/sh
# Verifies the ledger and the records of one profile with standard tools alone: sh, awk, od, openssl.
# It shares nothing with AuditGraph but the specification, docs/format/ledger.md.
#   verify.sh [-k public-key.pem] [-s kept-checkpoint] <workspace>/.pkg/profiles/<profile>
# Exit status: 0 valid, 1 not valid (the reason goes to standard error), 2 wrong usage.
set -eu
export LC_ALL=C
usage() { sed -n 4p "$0" >&2; exit 2; }
fail() { echo "INVALID: $*" >&2; exit 1; }
key='' since=''
while getopts k:s: option; do
    case $option in k) key=$(realpath "$OPTARG") ;; s) since=$(cat "$OPTARG") ;; *) usage ;; esac
done
shift $((OPTIND - 1))
[ $# -eq 1 ] && [ -d "$1" ] || usage
profile=$(realpath "$1") ledger=$(realpath "$1")/ledger work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
hex() { od -An -v -tx1 "$1" | tr -d ' \n'; }
# Lines of hexadecimal in; each line's bytes go to batch/<line number>.
unhex() {
    rm -rf batch && mkdir batch
    awk 'BEGIN { for (i = 0; i < 256; i++) octal[sprintf("%02x", i)] = sprintf("\\%03o", i) }
        { printf "printf \047"; for (i = 1; i < length($0); i += 2) printf "%s", octal[substr($0, i, 2)]
          printf "\047 > batch/%09d\n", NR }' | sh
}
# Lines of hexadecimal in, the SHA-256 of each line's bytes out.
digest() { unhex && find batch -type f | sort | xargs openssl dgst -sha256 -r | cut -c1-64; }
base64_of() { echo "$1" | unhex && openssl base64 -A -in batch/000000001; }
# tile_path LEVEL INDEX WIDTH: where tlog-tiles puts it.
tile_path() {
    n=$2 name=$(printf %03d $(($2 % 1000)))
    while [ "$n" -ge 1000 ]; do n=$((n / 1000)) && name=x$(printf %03d $((n % 1000)))/$name; done
    [ "$3" -eq 256 ] && echo "$ledger/tile/$1/$name" || echo "$ledger/tile/$1/$name.p/$3"
}
# compare_tiles LEVEL COUNT: the tiles of a level with the first lines of the file "level".
compare_tiles() {
    head -n "$2" level | awk -v last="$2" '{ printf "%s%s", $0, NR % 256 && NR < last ? "" : "\n" }' | {
        tile=0
        while read -r expected; do
            path=$(tile_path "$1" $tile $((${#expected} / 64)))
            [ -f "$path" ] || fail "tile missing: $path"
            [ "$(hex "$path")" = "$expected" ] || blame "$1" $tile $((${#expected} / 64)) "$path"
            tile=$((tile + 1))
        done
    }
}
# blame LEVEL INDEX WIDTH PATH: where the tiles of level 0 give the checkpoint's root, it is the entries that were edited.
blame() {
    if [ "$1" -eq 0 ]; then
        mv leaves given && tile=0
        while [ $((tile * 256)) -lt "$size" ]; do
            width=$((size - tile * 256)) && [ "$width" -le 256 ] || width=256
            hex "$(tile_path 0 $tile $width)" 2> /dev/null | fold -w 64 | awk 1
            tile=$((tile + 1))
        done > leaves
        if [ "$(wc -l < leaves)" -eq "$size" ] && [ "$(base64_of "$(root_of "$size")")" = "$root" ]; then
            entry=$(paste -d' ' leaves given | awk '$1 != $2 { print NR - 1; exit }')
            fail "entry $entry is not the one that was recorded: $(tile_path entries "$2" "$3")"
        fi
    fi
    fail "tile not what the entries give: $4"
}
# root_of COUNT [tiles]: the root over the first leaves; with "tiles", comparing the tiles on the way.
root_of() {
    head -n "$1" leaves > level && height=0
    while :; do
        [ $# -eq 1 ] || [ $((height % 8)) -ne 0 ] || [ $(($1 >> height)) -eq 0 ] || compare_tiles $((height / 8)) $(($1 >> height))
        lines=$(wc -l < level)
        [ "$lines" -gt 1 ] || break
        awk 'NR % 2 { left = $0; next } { print "01" left $0 }' level | digest > above
        [ $((lines % 2)) -eq 0 ] || tail -n 1 level >> above
        mv above level && height=$((height + 1))
    done
    [ -s level ] && cat level || openssl dgst -sha256 -r < /dev/null | cut -c1-64
}

# The checkpoint: three lines, then nothing, or an empty line and signature lines.
[ -f "$ledger/checkpoint" ] || fail "checkpoint missing"
head -n 3 "$ledger/checkpoint" > text && tail -n +4 "$ledger/checkpoint" > signatures
origin=$(sed -n 1p text) size=$(sed -n 2p text) root=$(sed -n 3p text)
echo "$origin $size" | grep -Eqx 'auditgraph/[0-9a-f]{32} (0|[1-9][0-9]{0,8})' && printf '%s\n%s\n%s\n' "$origin" "$size" "$root" | cmp -s - text || fail "checkpoint malformed"

# The entries: 00 and each one's bytes in hexadecimal, which is what a leaf's hash is over; then their text.
: > entries && bundle=0
while [ $((bundle * 256)) -lt "$size" ]; do
    width=$((size - bundle * 256)) && [ "$width" -le 256 ] || width=256
    path=$(tile_path entries $bundle $width) && bundle=$((bundle + 1))
    [ -f "$path" ] || fail "entry bundle missing: $path"
    hex "$path" | awk -v width="$width" 'function number(at) { return 16 * index(d, substr($0, at, 1)) + index(d, substr($0, at + 1, 1)) - 17 }
        BEGIN { d = "0123456789abcdef" }
        { for (at = 1; at <= length($0); at += 4 + 2 * n) {
            n = 256 * number(at) + number(at + 2); entry = substr($0, at + 4, 2 * n)
            if (++count > width || length(entry) != 2 * n) exit 1
            print "00" entry } }
        END { if (count != width) exit 1 }' >> entries || fail "entry bundle malformed: $path"
done
: > leaves && : > said
[ "$size" -eq 0 ] || { digest < entries > leaves && find batch -type f | sort | xargs cat | tr '\000' '\n' | tail -n +2 > said && echo >> said; }
actual=$(root_of "$size" tiles)
[ "$(base64_of "$actual")" = "$root" ] || fail "the entries do not give the checkpoint's root"
stated=$(sed -n '1s/.*"origin":"\([^"]*\)".*/\1/p' said)
[ "$size" -eq 0 ] || [ "$stated" = "$origin" ] || fail "the first entry states another origin"

# The signature: by the key that was kept, and by the one that an entry adds.
sed -n 's/.*"publicKey":"\([^"]*\)".*"type":"key.added"}$/\1/p' said > added
[ ! -s added ] || openssl base64 -d -A -in added | openssl pkey -pubin -inform DER -out added.pem
[ -z "$key" ] || cp "$key" kept.pem
for signer in kept.pem added.pem; do
    [ -f "$signer" ] || continue
    sed -n "s|^— $origin ||p" signatures | openssl base64 -d -A > blob
    printf '\n— %s %s\n' "$origin" "$(openssl base64 -A -in blob)" | cmp -s - signatures || fail "signature missing or malformed"
    id=$(openssl pkey -pubin -in "$signer" -outform DER | openssl dgst -sha256 -r | cut -c1-8) && tail -c +5 blob > signature
    [ "$(hex blob | cut -c1-8)" = "$id" ] && openssl dgst -sha256 -verify "$signer" -signature signature text > answer || fail "signature not of $signer"
done
[ -n "$key" ] || [ -s added ] || [ ! -s signatures ] || fail "a signature, but no key"

# Starts, ends, records and approvals.
: > records && : > runs && : > approvals
awk 'function field(name, rest) { rest = "\"" name "\":\""; if (!index($0, rest)) return ""
        rest = substr($0, index($0, rest) + length(rest)); return substr(rest, 1, index(rest, "\"") - 1) }
    { run = field("run"); type = field("type"); if (type == "key.added") next
      if (type == "baseline.approved") { job = field("job"); approved = field("approved")
          if (run in started || !(approved in good) || good[approved] != job || field("previous") != current[job]) exit 1
          started[run] = ended[run] = 1; current[job] = run; approval[++approvals] = job; id[approvals] = run
          header[approvals] = field("snapshot"); next }
      if (length(run) != 36 || run ~ /[^0-9a-f-]/ || (type == "run.started") == (run in started) || run in ended) exit 1
      if (type != "run.started") { ended[run] = 1; if (field("record") != "") print field("record"), run > "records"
          if (field("status") == "ok") good[run] = field("job") }
      started[run] = 1; print run > "runs" }
    END { for (i = 1; i <= approvals; i++) print header[i], id[i], (current[approval[i]] == id[i] ? "current" : "earlier") > "approvals" }' said || fail "an entry contradicts those before it"
cut -d' ' -f2 records | sed "s|.*|runs/&/run.json|" | (cd "$profile" && xargs -r openssl dgst -sha256 -r) 2> missing | cut -c1-64 > found || :
[ ! -s missing ] || fail "record missing: $(head -n 1 missing)"
cut -d' ' -f1 records | cmp -s - found || fail "record changed: run $(cut -d' ' -f1 records | paste -d' ' - found records | awk '$1 != $2 { print $4; exit }')"
extra=$(ls "$profile/runs" 2> /dev/null | grep -vxFf runs) && fail "a record that no entry states: $extra" || :

# What was approved: 22 bytes, the header's length, and the header, which has the hash. An earlier one may have been removed.
while read -r expected id standing; do
    path=$profile/snapshots/$id.snapshot
    if [ -f "$path" ]; then
        length=$(od -An -v -tu1 -j22 -N4 "$path" | awk '{ print (($1 * 256 + $2) * 256 + $3) * 256 + $4 }')
        [ "$(tail -c +27 "$path" | head -c "$length" | openssl dgst -sha256 -r | cut -c1-64)" = "$expected" ] || fail "approved snapshot changed: $path"
    else
        [ "$standing" = earlier ] || fail "approved snapshot missing: $path"
    fi
done < approvals

# A checkpoint that was kept: the log must continue it.
if [ -n "$since" ]; then
    echo "$since" > since && kept=$(sed -n 2p since)
    [ "$(sed -n 1p since)" = "$origin" ] && [ "$kept" -le "$size" ] || fail "another log, or fewer entries than were kept"
    [ "$(base64_of "$(root_of "$kept")")" = "$(sed -n 3p since)" ] || fail "the first entries are not those that were kept"
fi
echo "VALID: $size entries, root $actual"
