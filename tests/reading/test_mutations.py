"""Delete, double, swap or garble anything: less may be read, nothing wrong without a finding.

`python -m tests.reading.test_mutations COUNT SEED` tries as many as wanted.
"""

import sys
from collections.abc import Iterable
from random import Random

import pytest

from govdash.audit import audit
from govdash.errors import RefusedError
from govdash.forms import FIGURES, FORMS
from govdash.forms.official import APPLICATIONS, CASES
from govdash.reading import read
from govdash.report import Report, Severity
from tests.printer import print_lines
from tests.printer.draw import blanked, dashed, drawn, plain
from tests.printer.mutations import mutated
from tests.printer.text import PRINTERS

TOLD = {Severity.ERROR, Severity.EXTRACTION}
COUNT = 60
LAYOUTS = list(PRINTERS)


def unexplained(seed: int, layout: str) -> tuple[list[str], tuple[str, ...], list[str]]:
    """Figures that are given another number than was printed, with nothing said about it."""
    draw = Random(f"{layout} {seed}")
    form = draw.choice(list(FORMS.values()))
    report = drawn(form, draw, draw.choice([plain, plain, dashed, blanked]))
    before = print_lines(form, report.texts, layout)
    lines, done = mutated(before, draw)
    try:
        found = audit(read("\n".join(lines).encode(), "a.txt").report)
    except RefusedError:
        return [], done, lines
    numbers = report.numbers
    wrong = [
        figure
        for figure, cell in found.cells.items()
        if cell.value is not None and cell.value != numbers.get(figure)
    ]
    if found.form is not form:
        return ["form"], done, lines
    return (
        [figure for figure in wrong if not _explained(found, figure, report.texts, before, lines)],
        done,
        lines,
    )


def _explained(
    found: Report, figure: str, texts: dict[str, str], before: list[str], lines: list[str]
) -> bool:
    """Whether a finding speaks of the figure's section, or the copy itself prints the number so."""
    section = FIGURES[figure].section
    cell = found.cells[figure]
    if any(
        finding.severity in TOLD
        and any(FIGURES[other].section == section for other in finding.cells)
        for finding in found.findings
    ):
        return True
    if cell.value == 0 and not texts[figure].isdigit():
        return True  # a zero in the place of a mark for none, as the copy has it
    if section == CASES.id:
        return _only_changed_places(found, figure, texts)
    if section == APPLICATIONS.id:
        return _is_another_row(found, figure, texts)
    # Section 二 has no sum: what stands there is what its line says.
    return _was_changed(cell.line, before, lines)


def _row(figure: str, cells: Iterable[str]) -> list[str]:
    row = FIGURES[figure].row
    return [other for other in cells if FIGURES[other].row is row]


def _numbers(texts: Iterable[str]) -> list[str]:
    """What counts in a sum."""
    return [text for text in texts if text.isdigit() and text != "0"]


def _only_changed_places(found: Report, figure: str, texts: dict[str, str]) -> bool:
    """Whether a group of section 四 holds the numbers printed, two of its parts swapped."""
    group = _row(figure, found.cells)
    given = _numbers(str(found.cells[other].value) for other in group)
    return sorted(given) == sorted(_numbers(texts[other] for other in group))


def _is_another_row(found: Report, figure: str, texts: dict[str, str]) -> bool:
    """Whether the values of two outcome rows changed places as a whole: each sum still holds."""
    given = [str(found.cells[other].value or 0) for other in _row(figure, found.cells)]
    return any(
        given == [text if text.isdigit() else "0" for text in map(texts.__getitem__, other)]
        for other in (_row(each, found.cells) for each in found.cells if each.endswith(".total"))
    )


def _was_changed(at: object, before: list[str], lines: list[str]) -> bool:
    """Whether the line that a number was read from, or one beside it, was touched."""
    place = int(str(at)) - 1
    known = set(zip(before, before[1:], before[2:], strict=False))
    start = max(place - 5, 0)
    near = lines[start : place + 6]
    return any(three not in known for three in zip(near, near[1:], near[2:], strict=False))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_wrong_without_a_finding(layout: str) -> None:
    assert [told for seed in range(COUNT) if (told := unexplained(seed, layout)[0])] == []


def test_the_judge_sees_a_number_moved_silently() -> None:
    """A number of section 二 that no line of the copy tells differently is not explained."""
    form = FORMS["2021"]
    texts = dict.fromkeys(form.figures, "1")
    lines = print_lines(form, texts, "tabs")
    report = audit(read("\n".join(lines).encode(), "a.txt").report)
    figure = next(iter(form.figures))
    assert not _explained(report, figure, texts | {figure: "2"}, lines, lines)


def main(count: int, seed: int) -> int:
    """Try so many mutated reports in every layout, and print what nothing explains."""
    bad = 0
    for layout in LAYOUTS:
        for number in range(seed, seed + count):
            figures, done, _ = unexplained(number, layout)
            if figures:
                bad += 1
                print(layout, number, done, figures[:4])
    print(f"{bad} of {count * len(LAYOUTS)} mutated reports hold a wrong number and no finding")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
