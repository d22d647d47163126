"""Documents of the made-up country: printed, each with a narrative, for loads to read."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

from govdash.forms import Form
from tests.bench.nation.agencies import agencies, whole_name
from tests.bench.nation.figures import form_of
from tests.bench.reuse import Text, printed, sentences
from tests.printer.draw import drawn
from tests.printer.form import report
from tests.printer.text import LAYOUTS, PRINTERS

_BODIES = 400
"""Different tables, each under many titles: printing is not what is measured."""

_HEADING = "一、"


def _bodies(form: Form, seed: int) -> list[str]:
    draw = random.Random(f"{form.id} {seed}")
    layouts = [name for name in LAYOUTS if name in PRINTERS]
    found = []
    for at in range(_BODIES):
        made = report(form, drawn(form, draw).texts)
        lines = PRINTERS[layouts[at % len(layouts)]](made)
        start = next(n for n, line in enumerate(lines) if line.startswith(_HEADING))
        found.append("\n".join(lines[start + 1 :]))
    return found


def documents(count: int, years: Sequence[int], seed: int = 5) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of so many reports of different agencies and years."""
    who = list(agencies(max(count // len(years), 1)))
    draw = random.Random(seed)
    bodies = {year: _bodies(form_of(year), seed) for year in years}
    for at in range(count):
        agency, year = who[at % len(who)], years[(at // len(who)) % len(years)]
        body = draw.choice(bodies[year])
        narrative = printed(Text(at, year, sentences(draw)), at)
        title = f"{whole_name(agency)}{year}年政府信息公开工作年度报告"
        text = f"{title}\n\n{_HEADING}总体情况\n{narrative}\n{body}\n"
        yield f"{agency.agency_id}-{year}.txt", text.encode()


def write(folder: Path, count: int, years: Sequence[int], seed: int = 5) -> int:
    """Print so many documents into a folder; how many bytes they are."""
    size = 0
    for at, (name, data) in enumerate(documents(count, years, seed)):
        below = folder / f"{at // 1000:04d}"
        if at % 1000 == 0:
            below.mkdir(parents=True, exist_ok=True)
        (below / name).write_bytes(data)
        size += len(data)
    return size
