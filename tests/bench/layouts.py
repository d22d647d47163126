"""How much of random reports is read in every layout, and that nothing is read wrongly.

`python -m tests.bench.layouts [--reports 200] [--seed 0] [--damage NAME]... [--layout NAME]...`
prints a table a layout and a table a damage.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from govdash.errors import RefusedError
from govdash.reading import read
from tests.printer.cases import BY_NAME, LAYOUTS, Case, Layout, case
from tests.printer.damage import BY_NAME as DAMAGES


@dataclass(slots=True)
class Score:
    """How many numbers are printed, given and wrong in some reports."""

    reports: int = 0
    refused: int = 0
    printed: int = 0
    given: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def share(self) -> float:
        return self.given / self.printed if self.printed else 1.0

    def add(self, other: "Score") -> None:
        self.reports += other.reports
        self.refused += other.refused
        self.printed += other.printed
        self.given += other.given
        self.wrong += other.wrong


def judge(made: Case) -> Score:
    """Compare what is read of one report with what is printed in it."""
    numbers = made.drawn.numbers
    score = Score(1, 0, len(numbers))
    try:
        report = read(made.data, made.name).report
    except RefusedError:
        score.refused = 1
        return score
    if report.form is not made.drawn.form:
        score.wrong.append(f"form {report.form.id}")
        return score
    for figure, cell in report.cells.items():
        if cell.value is None:
            continue
        if cell.value == numbers.get(figure):
            score.given += 1
        else:
            told = f"{made.layout.name} {made.name} {made.damages} {figure}"
            score.wrong.append(f"{told}: {cell.value}, printed {made.drawn.texts[figure]!r}")
    return score


def scores(
    layouts: Iterable[Layout], count: int, seed: int = 0, damages: Sequence[str] | None = None
) -> tuple[dict[str, Score], dict[str, Score]]:
    """The scores of so many reports by layout, and by damage."""
    by_layout: dict[str, Score] = {}
    by_damage: dict[str, Score] = {}
    fixed = None if damages is None else tuple(DAMAGES[name] for name in damages)
    for layout in layouts:
        for number in range(seed, seed + count):
            made = case(layout, number, fixed)
            score = judge(made)
            by_layout.setdefault(layout.name, Score()).add(score)
            for name in made.damages or ("none",):
                by_damage.setdefault(name, Score()).add(score)
    return by_layout, by_damage


def table(title: str, rows: dict[str, Score]) -> None:
    print(
        f"\n{title:26} {'reports':>8} {'refused':>8} {'printed':>9} {'given':>9} {'share':>8} {'wrong':>6}"
    )
    for name, score in rows.items():
        print(
            f"{name:26} {score.reports:8} {score.refused:8} {score.printed:9} {score.given:9} "
            f"{score.share:8.2%} {len(score.wrong):6}"
        )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=200)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--layout", action="append", choices=list(BY_NAME))
    parser.add_argument("--damage", action="append", choices=list(DAMAGES))
    options = parser.parse_args(arguments)
    chosen = [BY_NAME[name] for name in options.layout] if options.layout else LAYOUTS
    by_layout, by_damage = scores(chosen, options.reports, options.seed, options.damage)
    table("layout", by_layout)
    table("damage", by_damage)
    whole = Score()
    for score in by_layout.values():
        whole.add(score)
    table("", {"all": whole})
    wrong = whole.wrong
    for line in wrong[:20]:
        print(f"wrong: {line}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
