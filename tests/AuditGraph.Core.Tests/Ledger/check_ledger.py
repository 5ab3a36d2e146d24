#!/usr/bin/env python3
"""Checks a ledger, or the proof of a run, by docs/format/ledger.md alone, with Python's standard library alone.

  check_ledger.py ledger PROFILE_FOLDER [--key public.pem] [--since checkpoint]
  check_ledger.py proof FILE (--key public.pem | --since checkpoint)

Exit status: 0 it holds, 1 it does not (the reason goes to standard error).
"""
import base64
import hashlib
import json
import os
import re
import sys

MEMBERS = {
    "run.started": (set(), set()),
    "run.finished": ({"status", "record"}, {"output", "outputPath", "moreOutputs", "reused", "inputs"}),
    "run.abandoned": (set(), {"record"}),
    "key.added": ({"publicKey"}, set()),
    "baseline.approved": ({"by", "reason", "approved", "snapshot"}, {"paths", "previous"}),
}
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d030107034200" "04")

# NIST P-256 (FIPS 186-4, D.1.2.3).
P = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
G = (0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296,
     0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5)


class Invalid(Exception):
    pass


def need(condition, reason):
    if not condition:
        raise Invalid(reason)


def add(a, b):
    if a is None or b is None:
        return a or b
    if a[0] == b[0]:
        if (a[1] + b[1]) % P == 0:
            return None
        slope = (3 * a[0] * a[0] - 3) * pow(2 * a[1], -1, P)
    else:
        slope = (b[1] - a[1]) * pow(b[0] - a[0], -1, P)
    x = (slope * slope - a[0] - b[0]) % P
    return x, (slope * (a[0] - x) - a[1]) % P


def times(k, point):
    result = None
    while k:
        result = add(result, point) if k & 1 else result
        point = add(point, point)
        k >>= 1
    return result


def der_signature(value):
    def integer(at):
        need(value[at] == 2, "signature is not DER")
        length = value[at + 1]
        body = value[at + 2:at + 2 + length]
        need(0 < length <= 33 and len(body) == length and body[0] < 128, "signature is not DER")
        need(length == 1 or body[0] or body[1] >= 128, "signature is not DER")
        return int.from_bytes(body, "big"), at + 2 + length
    need(len(value) >= 8 and value[0] == 0x30 and value[1] == len(value) - 2, "signature is not DER")
    r, at = integer(2)
    s, at = integer(at)
    need(at == len(value), "signature is not DER")
    return r, s


def verify(spki, text, value):
    need(spki.startswith(SPKI) and len(spki) == len(SPKI) + 64, "not a P-256 key")
    x, y = (int.from_bytes(spki[i:i + 32], "big") for i in (len(SPKI), len(SPKI) + 32))
    need((y * y - x * x * x + 3 * x - B) % P == 0, "not a point of P-256")
    r, s = der_signature(value)
    need(0 < r < N and 0 < s < N, "signature out of range")
    w = pow(s, -1, N)
    e = int.from_bytes(hashlib.sha256(text).digest(), "big")
    point = add(times(e * w % N, G), times(r * w % N, (x, y)))
    need(point is not None and point[0] % N == r, "signature is wrong")


def unbase64(text):
    try:
        value = base64.b64decode(text, validate=True)
    except ValueError as malformed:
        raise Invalid("not base64") from malformed
    need(base64.b64encode(value).decode() == text, "not the one base64")
    return value


def leaf(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def root_of(hashes):
    if not hashes:
        return hashlib.sha256().digest()
    while len(hashes) > 1:
        carried = hashes[len(hashes) & ~1:]
        hashes = [node(hashes[i], hashes[i + 1]) for i in range(0, len(hashes) - 1, 2)] + carried
    return hashes[0]


def read(path):
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as failure:
        raise Invalid(str(failure)) from failure


def checkpoint_of(note):
    head, gap, tail = note.partition(b"\n\n")
    text = head + b"\n" if gap else note
    match = re.fullmatch(rb"(auditgraph/[0-9a-f]{32})\n(0|[1-9][0-9]{0,11})\n([A-Za-z0-9+/]{43}=)\n", text)
    need(match, "not a checkpoint")
    origin, size, root = (part.decode() for part in match.groups())
    signatures = []
    if gap:
        lines = tail.decode("utf-8", "replace").split("\n")
        need(lines.pop() == "" and 0 < len(lines) <= 16, "not a signed note")
        for line in lines:
            need(line.startswith("\u2014 " + origin + " "), "not a signature of the log")
            signatures.append(unbase64(line.split(" ")[2]))
    return origin, int(size), unbase64(root), text, signatures


def check_signature(text, signatures, keys):
    need(bool(keys) == bool(signatures), "a signature is missing, or belongs to no key")
    for spki in keys:
        own = [value[4:] for value in signatures if value[:4] == hashlib.sha256(spki).digest()[:4]]
        need(own, "signed with another key")
        for value in own:
            verify(spki, text, value)


def entry_of(data, index, origin):
    try:
        text = data.decode("utf-8")
        entry = json.loads(text)
        again = json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    except ValueError as malformed:
        raise Invalid("entry %d is not JSON" % index) from malformed
    need(isinstance(entry, dict) and again == text, "entry %d is not canonical" % index)
    need(all(isinstance(value, str) for name, value in entry.items() if name not in ("moreOutputs", "paths")),
         "entry %d holds other than texts" % index)
    need(entry.get("type") in MEMBERS, "entry %d has no known type" % index)
    always, sometimes = MEMBERS[entry["type"]]
    always = always | {"type", "run", "job", "time"} | ({"origin"} if index == 0 else set())
    need(always <= set(entry) <= always | sometimes, "entry %d has other members" % index)
    need(UUID.fullmatch(entry["run"]) and entry["job"], "entry %d has no run or job" % index)
    need(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", entry["time"]), "entry %d has no time" % index)
    need(entry.get("status", "ok") in ("ok", "failed", "skipped", "blocked"), "entry %d has no status" % index)
    for name in ("record", "output", "inputs", "snapshot"):
        need(re.fullmatch("[0-9a-f]{64}", entry.get(name, "0" * 64)), "entry %d has no hash" % index)
    need(("output" in entry) == ("outputPath" in entry), "entry %d has half an output" % index)
    outputs = [entry] if "output" in entry else []
    if "moreOutputs" in entry:
        more = entry["moreOutputs"]
        need(outputs and isinstance(more, list) and more and all(
            isinstance(output, dict) and set(output) == {"output", "outputPath"}
            and all(isinstance(value, str) for value in output.values())
            and re.fullmatch("[0-9a-f]{64}", output["output"]) for output in more), "entry %d has no further outputs" % index)
        outputs += more
    paths = [output["outputPath"] for output in outputs]
    need(len(set(paths)) == len(paths), "entry %d has two outputs in one place" % index)
    need(("reused" in entry) == ("inputs" in entry), "entry %d has half a reuse" % index)
    need("reused" not in entry or (entry["status"] == "ok" and "output" in entry and entry["reused"] != entry["run"]
                                   and UUID.fullmatch(entry["reused"])), "entry %d reuses nothing" % index)
    need(not any({"", ".", ".."} & set(path.split("/")) for path in paths), "entry %d has a bad path" % index)
    if entry["type"] == "baseline.approved":
        ids = [entry[name] for name in ("run", "approved", "previous") if name in entry]
        need(all(map(UUID.fullmatch, ids)) and len(set(ids)) == len(ids), "entry %d approves nothing" % index)
        patterns = entry.get("paths", ["x"])
        need(isinstance(patterns, list) and patterns and all(isinstance(path, str) and path for path in patterns)
             and entry["by"] and entry["reason"], "entry %d does not say what it approves" % index)
    need(index or origin is None or entry["origin"] == origin, "the first entry states another origin")
    return entry


def tile_path(level, index, width):
    groups = ["%03d" % (index % 1000)]
    while index >= 1000:
        index //= 1000
        groups.insert(0, "x%03d" % (index % 1000))
    return os.path.join("tile", level, *groups) + ("" if width == 256 else ".p/%d" % width)


def check_ledger(profile, key, since):
    ledger = os.path.join(profile, "ledger")
    origin, size, root, text, signatures = checkpoint_of(read(os.path.join(ledger, "checkpoint")))
    entries = []
    for first in range(0, size, 256):
        width = min(256, size - first)
        bundle = read(os.path.join(ledger, tile_path("entries", first // 256, width)))
        at = 0
        for _ in range(width):
            length = int.from_bytes(bundle[at:at + 2], "big")
            need(length > 0 and at + 2 + length <= len(bundle), "a bundle is too short")
            entries.append(bundle[at + 2:at + 2 + length])
            at += 2 + length
        need(at == len(bundle), "a bundle is too long")

    hashes = leaves = [leaf(entry) for entry in entries]
    level = 0
    while hashes:
        for first in range(0, len(hashes), 256):
            tile = hashes[first:first + 256]
            path = tile_path(str(level), first // 256, len(tile))
            need(read(os.path.join(ledger, path)) == b"".join(tile), "%s is not what the entries give" % path)
        hashes = [root_of(hashes[i:i + 256]) for i in range(0, len(hashes) // 256 * 256, 256)]
        level += 1
    need(root_of(leaves) == root, "the entries do not give the root")

    started, ended, records, keys, good, approvals, current = {}, set(), {}, [], {}, {}, {}
    for index, data in enumerate(entries):
        entry = entry_of(data, index, origin)
        run = entry["run"]
        if entry["type"] == "key.added":
            need(not keys, "a second key")
            keys.append(unbase64(entry["publicKey"]))
        elif entry["type"] == "baseline.approved":
            job = entry["job"]
            need(run not in started and run not in approvals, "an approval under an id that is taken")
            need(good.get(entry["approved"]) == job, "an approval of no good run of the job")
            need(entry.get("previous") == current.get(job), "an approval that does not build on the one before")
            approvals[run], current[job] = entry["snapshot"], run
        elif entry["type"] == "run.started":
            need(run not in started and run not in approvals, "a second start")
            started[run] = entry["job"]
        else:
            need(started.get(run) == entry["job"] and run not in ended, "an end without its start")
            ended.add(run)
            if "record" in entry:
                records[run] = entry["record"]
            if entry.get("status") == "ok":
                good[run] = entry["job"]
    check_signature(text, signatures, keys + ([key] if key and key not in keys else []))

    runs = os.path.join(profile, "runs")
    for run, expected in records.items():
        actual = hashlib.sha256(read(os.path.join(runs, run, "run.json"))).hexdigest()
        need(actual == expected, "the record of %s is another" % run)
    for name in os.listdir(runs) if os.path.isdir(runs) else []:
        known = name in records or (name in started and name not in ended)
        need(name == ".pending" or known, "a record that no entry states: %s" % name)

    for run, expected in approvals.items():
        path = os.path.join(profile, "snapshots", run + ".snapshot")
        need(os.path.exists(path) or run not in current.values(), "an approved snapshot is missing")
        if os.path.exists(path):
            head = read(path)
            header = head[26:26 + int.from_bytes(head[22:26], "big")]
            need(hashlib.sha256(header).hexdigest() == expected, "an approved snapshot is another")

    if since:
        need(since[0] == origin, "the kept checkpoint is of another log")
        need(since[1] <= size and root_of(leaves[:since[1]]) == since[2], "not a continuation of the kept checkpoint")


def check_proof(path, key, since):
    head, gap, note = read(path).partition(b"\n\n")
    lines = head.decode("utf-8", "replace").split("\n")
    need(gap and len(lines) >= 3 and lines[0] == "c2sp.org/tlog-proof@v1", "not a proof")
    need(lines[1].startswith("extra ") and re.fullmatch("index (0|[1-9][0-9]*)", lines[2]), "not a proof")
    entry, index, siblings = unbase64(lines[1][6:]), int(lines[2][6:]), [unbase64(line) for line in lines[3:]]
    origin, size, root, text, signatures = checkpoint_of(note)
    need(index < size and all(len(sibling) == 32 for sibling in siblings), "not a proof")
    need(entry_of(entry, index, origin if index == 0 else None)["type"].startswith("run."), "not the proof of a run")
    at, last, value = index, size - 1, leaf(entry)
    for sibling in siblings:
        need(last, "the path is too long")
        if at & 1 or at == last:
            value = node(sibling, value)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            value = node(value, sibling)
        at, last = at >> 1, last >> 1
    need(last == 0 and value == root, "the path does not lead to the root")
    if key:
        check_signature(text, signatures, [key])
    else:
        need(since and (origin, size, root) == since[:3], "the checkpoint is not the given one")


def main(kind, path, *options):
    given = dict(zip(options[::2], options[1::2]))
    key = since = None
    if "--key" in given:
        lines = read(given["--key"]).decode("ascii").split("\n")
        key = unbase64("".join(lines[1:lines.index("-----END PUBLIC KEY-----")]))
    if "--since" in given:
        since = checkpoint_of(read(given["--since"]))
    (check_ledger if kind == "ledger" else check_proof)(path, key, since)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Invalid as reason:
        sys.exit("INVALID: %s" % reason)
    print("VALID")
