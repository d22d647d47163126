"""Pinned share of the truth that is read from each real document: it may rise, never silently fall.

`python -m tests.floors` compares; `--raise` writes what is read now, and refuses to lower any
document without `--allow-regression REASON`, which it keeps beside the number.
"""

import argparse
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from govdash.errors import RefusedError
from govdash.reading import read
from tests.conftest import SHARED

FLOORS = Path(__file__).with_name("floors.json")
TRUTH = "reports/truth"


def documents() -> list[str]:
    """The truth files of single documents."""
    return sorted(file.name for file in SHARED.path(TRUTH).glob("*.json"))


def compare(truth: dict[str, Any], name: str) -> tuple[int, list[str]]:
    """How many true values are given, and the cells whose value is wrong.

    Raises:
        RefusedError: the document is not read.
    """
    data = SHARED.path(f"reports/{truth['file']}").read_bytes()
    report = read(data, name).report
    given, wrong = 0, []
    for figure, cell in report.cells.items():
        true = truth["cells"][figure]["value"]
        if cell.value is None:
            continue
        if true is not None and cell.value == Decimal(str(true)):
            given += 1
        else:
            wrong.append(f"{figure}: {cell.value}, should be {true}")
    return given, wrong


def shares() -> dict[str, float]:
    """The share of true values given for every document; 0 where it is refused."""
    found = {}
    for name in documents():
        truth = SHARED.json(f"{TRUTH}/{name}")
        facts = sum(cell["value"] is not None for cell in truth["cells"].values())
        try:
            given, wrong = compare(truth, truth["file"])
        except RefusedError:
            given, wrong = 0, []
        found[truth["file"]] = 0.0 if wrong else round(given / facts, 4)
    return found


def pinned() -> dict[str, float]:
    return dict(json.loads(FLOORS.read_text(encoding="utf-8"))["documents"])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raise", dest="write", action="store_true")
    parser.add_argument("--allow-regression", metavar="REASON")
    options = parser.parse_args(arguments)
    kept = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"documents": {}}
    now = shares()
    lower = [name for name, share in kept["documents"].items() if now.get(name, 0) < share]
    for name, share in now.items():
        print(f"{name}: {kept['documents'].get(name, 0)} → {share}")
    if lower and not options.allow_regression:
        print(f"lower than pinned: {', '.join(lower)}", file=sys.stderr)
        return 1
    if options.write:
        kept["documents"] = now
        if lower:
            kept.setdefault("regressions", []).append(
                {"documents": lower, "reason": options.allow_regression}
            )
        FLOORS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
