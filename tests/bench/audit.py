"""How right and how quick the audit is: `python -m tests.bench.audit` prints both tables."""

import argparse
import importlib.util
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import duckdb

from govdash.audit import audit
from govdash.pipeline import Document, Provenance
from govdash.places import identify
from govdash.reading import read
from govdash.settings import DATA
from govdash.store import series, snapshots
from govdash.store.loader import load
from tests.audit.drafts import balanced
from tests.audit.labelled import Score, audited, by_family, cases, fired, score
from tests.audit.right import RIGHT
from tests.audit.seeded import SEEDED

Labelled = Iterator[tuple[str, frozenset[str], set[str]]]

SAMPLES = DATA / "samples"
TEXTS = "tests.audit.labelled_text"
"""The labelled sentences, where they exist: (report, rules that must fire)."""


def labelled(seeded: int, right: int) -> Labelled:
    """Every case with the rules that must fire and those that do."""
    for makers, rounds in ((SEEDED, seeded), (RIGHT, right)):
        for case in cases(makers, rounds):
            yield case.name, case.expected, set(fired(case))
    if importlib.util.find_spec(TEXTS):
        for report, expected in importlib.import_module(TEXTS).cases():
            # These reports are made for their sentences: they have no title and no date.
            rules = {finding.rule for finding in audited(report).findings}
            found = {rule for rule in rules if rule.startswith("N")}
            yield report.title or "", frozenset(expected), found


def _seconds(run: Callable[[], object], times: int = 50) -> float:
    """The processor's time for one run: other programs do not count."""
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for _ in range(times):
            run()
        best = min(best, (time.process_time() - start) / times)
    return best


def against_reading() -> dict[str, tuple[float, float]]:
    """Seconds to read and to audit each of the documents written for the project."""
    found = {}
    for file in sorted(SAMPLES.glob("*.txt")):
        data = file.read_bytes()
        report = read(data, file.name).report
        found[file.name] = (
            _seconds(lambda data=data: read(data, "made.txt")),
            _seconds(lambda report=report: audit(report, "township", "subdistrict_office")),
        )
    return found


def documents(agencies: int, years: int) -> Iterator[Document]:
    """Reports of so many agencies over so many years, in which every year fits the one before."""
    draft = balanced(Random(5))
    for column in draft.row("carried_in"):
        moved = draft.get(column.replace("_in", "_out")) - draft.get(column)
        draft.add(column, moved)
        draft.add(column.replace("carried_in", "new_received"), -moved)
    draft.put(normative_issued=2, normative_repealed=2)
    made = audit(draft.report(), "county", "department")
    identity = identify(made.agency, "")
    for number in range(agencies):
        for year in range(2021, 2021 + years):
            source = replace(made.source, path=f"{number}-{year}.txt", sha256=_hash(number, year))
            report = replace(made, source=source, agency=f"第{number}局", year=year, region=None)
            yield Document(report, [], Provenance(), identity.level, identity.kind)


def _hash(number: int, year: int) -> str:
    return f"{number:032x}{year:032x}"


def over_years(agencies: int, years: int) -> tuple[int, float, int]:
    """How many reports, seconds for one pass over all agencies, findings."""
    with tempfile.TemporaryDirectory() as folder:
        db = Path(folder) / "g.duckdb"
        loaded = load(db, documents(agencies, years))
        with duckdb.connect(str(snapshots.current(db))) as connection:
            # One year of one agency that does not fit shows that the pass sees it.
            connection.execute(
                'UPDATE carried SET "carried_in.total" = 99 WHERE report_id = '
                "(SELECT report_id FROM reports WHERE year = 2022 ORDER BY report_id LIMIT 1)"
            )
            start = time.perf_counter()
            found = series.renewed(connection, loaded.agencies)
            return loaded.stored, time.perf_counter() - start, len(found)


def _table(title: str, scores: dict[str, Score]) -> None:
    print(f"\n{title:<24}{'seeded':>8}{'found':>8}{'false':>8}{'recall':>9}{'precision':>11}")
    for name, each in sorted(scores.items()):
        print(
            f"{name:<24}{each.seeded:>8}{each.found:>8}{each.false:>8}"
            f"{each.recall:>9.2%}{each.precision:>11.2%}"
        )


def main(arguments: list[str] | None = None) -> None:
    """Print how right and how quick the audit is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=6, help="rounds of every maker of cases")
    parser.add_argument("--agencies", type=int, default=1000)
    options = parser.parse_args(arguments)
    every = list(labelled(options.rounds, options.rounds))
    wrong = sum(bool(expected) for _, expected, _ in every)
    print(
        f"{len(every)} labelled cases: {wrong} with rules that must fire, {len(every) - wrong} clean"
    )
    scores = score(iter(every))
    _table("rule", scores)
    _table("family", by_family(scores))
    print(f"\n{'one report':<24}{'read':>12}{'audit':>12}{'share':>9}")
    for name, (reading, auditing) in against_reading().items():
        print(
            f"{name:<24}{reading * 1e3:>9.3f} ms{auditing * 1e3:>9.3f} ms{auditing / reading:>9.1%}"
        )
    stored, seconds, found = over_years(options.agencies, 6)
    print(
        f"\n{stored} reports of {options.agencies} agencies in one pass: {seconds:.2f} s, {found} findings"
    )


if __name__ == "__main__":
    main()
