#!/bin/sh
# Checks the proof of one run with standard tools alone: sh, awk, od, openssl; no workspace is needed.
# It shares nothing with AuditGraph but the specification, docs/format/ledger.md.
#   verify-proof.sh [-k public-key.pem] [-c checkpoint] [-r run.json] <run>.tlog-proof
# -k: the log's key, which must have signed the proof's checkpoint; -c: the log's checkpoint, which the proof's must be;
# at least one of them. -r: the run's record, which must be the one that the entry states.
# Exit status: 0 valid, 1 not valid (the reason goes to standard error), 2 wrong usage.
set -eu
export LC_ALL=C
usage() { sed -n 4p "$0" >&2; exit 2; }
fail() { echo "INVALID: $*" >&2; exit 1; }
key='' checkpoint='' record=''
while getopts k:c:r: option; do
    case $option in k) key=$(realpath "$OPTARG") ;; c) checkpoint=$(realpath "$OPTARG") ;; r) record=$(realpath "$OPTARG") ;; *) usage ;; esac
done
shift $((OPTIND - 1))
[ $# -eq 1 ] && [ -f "$1" ] && [ -n "$key$checkpoint" ] || usage
proof=$(realpath "$1") work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
hex() { od -An -v -tx1 "$1" | tr -d ' \n'; }
# Hexadecimal in, bytes out.
unhex() {
    awk 'BEGIN { for (i = 0; i < 256; i++) octal[sprintf("%02x", i)] = sprintf("\\%03o", i) }
        { printf "printf \047"; for (i = 1; i < length($0); i += 2) printf "%s", octal[substr($0, i, 2)]; print "\047" }' | sh
}
sha256() { openssl dgst -sha256 -r | cut -c1-64; }
# decode TEXT FILE: base64, written in its one way.
decode() { printf %s "$1" | openssl base64 -d -A > "$2" && [ "$(openssl base64 -A -in "$2")" = "$1" ] || fail "malformed: not base64: $1"; }

# The proof: header, entry, index, path, an empty line, the checkpoint.
[ "$(wc -c < "$proof")" -le 262144 ] || fail "malformed: too long"
gap=$(awk '$0 == "" { print NR; exit }' "$proof")
[ -n "$gap" ] && [ "$gap" -ge 4 ] && [ "$gap" -le 67 ] || fail "malformed: no empty line behind the path"
head -n $((gap - 1)) "$proof" > head && tail -n +$((gap + 1)) "$proof" > note
[ "$(sed -n 1p head)" = "c2sp.org/tlog-proof@v1" ] || fail "malformed: not a proof"
sed -n '2s/^extra //p' head > extra && sed -n '3s/^index //p' head > index && tail -n +4 head > path
decode "$(cat extra)" entry
grep -Eqx '0|[1-9][0-9]{0,17}' index || fail "malformed: index"
index=$(cat index)
head -n 3 note > text && tail -n +4 note > signatures
origin=$(sed -n 1p text) size=$(sed -n 2p text) root=$(sed -n 3p text)
echo "$origin $size" | grep -Eqx 'auditgraph/[0-9a-f]{32} [1-9][0-9]{0,17}' || fail "malformed: checkpoint"
{ printf 'c2sp.org/tlog-proof@v1\nextra %s\nindex %s\n' "$(cat extra)" "$index"; cat path; printf '\n%s\n%s\n%s\n' "$origin" "$size" "$root"; cat signatures; } |
    cmp -s - "$proof" || fail "malformed: not written as a proof is"
[ "$index" -lt "$size" ] || fail "the index is not one of the log's"

# Up the path (RFC 9162, section 2.1.3.2).
hash=$({ printf '\000'; cat entry; } | sha256) node=$index last=$((size - 1))
while read -r line; do
    decode "$line" sibling
    [ "$(wc -c < sibling)" -eq 32 ] && [ "$last" -gt 0 ] || fail "the path does not fit the log's size"
    if [ $((node % 2)) -eq 1 ] || [ "$node" -eq "$last" ]; then
        hash=$(echo "01$(hex sibling)$hash" | unhex | sha256)
        while [ $((node % 2)) -eq 0 ] && [ "$node" -ne 0 ]; do node=$((node / 2)) last=$((last / 2)); done
    else
        hash=$(echo "01$hash$(hex sibling)" | unhex | sha256)
    fi
    node=$((node / 2)) last=$((last / 2))
done < path
[ "$last" -eq 0 ] && [ "$(echo "$hash" | unhex | openssl base64 -A)" = "$root" ] || fail "the path does not lead to the checkpoint's root"

# What is known of the log: its checkpoint, its key.
[ -z "$checkpoint" ] || head -n 3 "$checkpoint" | cmp -s - text || fail "the proof's checkpoint is not the given one"
if [ -n "$key" ]; then
    sed -n "s|^— $origin ||p" signatures | openssl base64 -d -A > blob
    printf '\n— %s %s\n' "$origin" "$(openssl base64 -A -in blob)" | cmp -s - signatures || fail "signature missing or malformed"
    id=$(openssl pkey -pubin -in "$key" -outform DER | sha256 | cut -c1-8) && tail -c +5 blob > signature
    [ "$(hex blob | cut -c1-8)" = "$id" ] && openssl dgst -sha256 -verify "$key" -signature signature text > answer || fail "signature not of the given key"
fi

# What the entry says, and the record.
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" entry; }
case $(field type) in run.*) ;; *) fail "malformed: not an entry of a run" ;; esac
[ -z "$record" ] || [ "$(sha256 < "$record")" = "$(field record)" ] || fail "the record is not the one that the entry states"
echo "VALID: run $(field run), $(field type) $(field status), entry $index of $size in $origin"
