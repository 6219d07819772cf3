"""The reader for Python, held to what the core answers. Prints what fails and ends with the counts."""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent / "servers/python"))
sys.dont_write_bytecode = True
from sluis import Site  # noqa: E402

VECTORS = json.loads((HERE.parent / "vectors/records.json").read_text(encoding="utf-8"))
SITES = {name: Site(json.dumps(config)) for name, config in VECTORS["sites"].items()}
passed = failed = 0


def check(title, found, expected):
    global passed, failed
    try:
        got = found()
    except Exception as error:
        got = repr(error)
    if got == expected:
        passed += 1
    else:
        failed += 1
        print(f"FAIL python: {title}\n     expected {expected}\n     found    {got}")


def refusal(text):
    try:
        return Site(text)
    except ValueError as error:
        return str(error).split(":")[0]


for case in VECTORS["refused"]:
    check(f"refused: {case['name']}", lambda: refusal(case["config"]), case["path"])
for case in VECTORS["read"]:
    check(case["name"], lambda: SITES[case["site"]].read(case["cookies"], case["objects"], case["now"] * 60), case["expected"])
for case in VECTORS["keep"]:
    expected = {"cookie": case["cookie"], "refusal": case["refusal"]}
    check(f"keep: {case['name']}", lambda: SITES[case["site"]].judge(case["body"], True, case["now"] * 60), expected)
print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
