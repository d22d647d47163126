"""Pinned shares of what is read or found: they rise by themselves and fall only by a named reason.

A test says `hold("openings", "agency", share)`. A lower share fails it; a higher one is written to
`floors.json` at once, for the developer to commit. `python -m tests.floors --lower KIND NAME SHARE
REASON` is the only way down, and keeps the reason beside the number.
"""

import argparse
import json
import math
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from govdash.errors import RefusedError
from govdash.reading import read
from tests.conftest import SHARED

FLOORS = Path(__file__).with_name("floors.json")
TRUTH = "reports/truth"
_DIGITS = 4

Kept = dict[str, dict[str, Any]]


def _kept() -> Kept:
    return dict(json.loads(FLOORS.read_text(encoding="utf-8")))


def _write(kept: Kept) -> None:
    text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
    FLOORS.write_text(text + "\n", encoding="utf-8")


def pinned(kind: str) -> dict[str, float]:
    """The floors of one kind by name."""
    return dict(_kept().get(kind, {}))


def hold(kind: str, name: str, share: float) -> None:
    """Compare a share with its floor, and raise the floor where the share is higher.

    Raises:
        AssertionError: the share is lower than what was pinned.
    """
    kept = _kept()
    floor = kept.get(kind, {}).get(name, 0.0)
    # Cut and not rounded: a floor may never be above what was reached.
    share = math.floor(share * 10**_DIGITS + 1e-9) / 10**_DIGITS
    assert share >= floor, f"{kind} / {name}: {share}, pinned was {floor}"
    if share > floor:
        kept.setdefault(kind, {})[name] = share
        _write(kept)


def documents() -> Iterator[dict[str, Any]]:
    """The truth of every real document."""
    for file in sorted(SHARED.path(TRUTH).glob("*.json")):
        yield SHARED.json(f"{TRUTH}/{file.name}")


def compare(truth: dict[str, Any]) -> tuple[int, list[str]]:
    """How many true values are given that the copy settles, and the cells whose value is wrong."""
    data = SHARED.path(f"reports/{truth['file']}").read_bytes()
    try:
        report = read(data, truth["file"]).report
    except RefusedError:
        return 0, []
    given, wrong = 0, []
    for figure, cell in report.cells.items():
        true = truth["cells"][figure]["value"]
        if cell.value is None:
            continue
        if true is None or cell.value != Decimal(str(true)):
            wrong.append(f"{figure}: {cell.value}, should be {true}")
        elif figure not in truth.get("unsafe", ()):
            given += 1
    return given, wrong


def safe_values(truth: dict[str, Any]) -> int:
    """How many cells hold a value that the copy settles."""
    unsafe = truth.get("unsafe", ())
    return sum(
        cell["value"] is not None for figure, cell in truth["cells"].items() if figure not in unsafe
    )


def main(arguments: list[str] | None = None) -> None:
    """Lower one floor, with the reason."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lower", nargs=4, metavar=("KIND", "NAME", "SHARE", "REASON"))
    options = parser.parse_args(arguments)
    kept = _kept()
    if options.lower:
        kind, name, share, reason = options.lower
        if not reason.strip():
            parser.error("a reason, please")
        kept[kind][name] = float(share)
        kept.setdefault("lowered", {})[f"{kind} / {name}"] = {"to": float(share), "reason": reason}
        _write(kept)
    print(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True))


if __name__ == "__main__":
    main()
