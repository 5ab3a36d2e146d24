"""An audit by AuditGraph's action protocol: does every source file say under which licence it is?"""
import json
import pathlib
import sys


def say(kind, **members):
    print(json.dumps({"type": kind, **members}))


given = json.loads(sys.stdin.readline())
if given["protocol"] != "auditgraph/1":
    sys.exit(f"This speaks auditgraph/1, and not {given['protocol']}.")

words = given["arguments"].get("words", "SPDX-License-Identifier")
suffixes = given["arguments"].get("suffixes", [".py"])
root = pathlib.Path(given["root"])

say("rule", rule="licence.missing", summary="Every source file says under which licence it is.")
found = looked = 0
for path in sorted(root.rglob("*")):
    name = path.relative_to(root).as_posix()
    if path.suffix not in suffixes or path.is_symlink() or not path.is_file() or name.startswith((".pkg/", "exports/")):
        continue
    try:
        with path.open(encoding="utf-8") as file:
            begin = file.read(4096)
    except (OSError, UnicodeDecodeError) as why:
        say("gap", path=str(path), reason=type(why).__name__)
        continue
    looked += 1
    if words not in begin:
        found += 1
        say("finding", rule="licence.missing", path=str(path), line=1, key="licence", message=f"Nothing here says {words}.")
say("fact", name="files", label="Files looked at", value=looked)
say("end", findings=found)
