"""The questions of the pages, asked of the whole country: here, of SQLite, and through Datasette."""

import json
import random
import socket
import sqlite3
import statistics
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govdash.forms.official import DECISIONS_2021 as DECISIONS
from govdash.forms.official import FORM_2021, LICENSE, NEW_RECEIVED, TOTAL
from govdash.forms.series import concluded, of_figure, outcomes
from govdash.measures import DISCLOSURE_RATE
from govdash.store import (
    agency_years,
    coverage,
    directory,
    listing,
    peers,
    quality,
    snapshots,
    sums,
)
from govdash.store.filters import Filters
from govdash.store.schema import COUNTED, OUTCOMES, TOLD
from govdash.store.snapshots import Connection
from govdash.ui.changes import columns
from tests.bench.nation.peers import NAME as SQLITE

_RECEIVED = of_figure(FORM_2021.figure(NEW_RECEIVED, TOTAL).id)
_LICENSES = of_figure(FORM_2021.figure(LICENSE, DECISIONS).id)
_GRANTED = outcomes()[0]
_THREE = (_RECEIVED, _GRANTED, concluded())
_TOLD = ", ".join((*TOLD, *COUNTED.values(), *OUTCOMES))
_COMPARED = ", ".join(f'"{name}"' for name in columns() if name not in OUTCOMES)
YEAR = 2023
_FEW_TIMES, _SECONDS = 5, 6.0

_HELD = """
    rowid NOT IN (
        SELECT inside.rowid FROM reports inside JOIN reports whole
        ON whole.scope = 'aggregate' AND inside.scope = 'aggregate' AND whole.year = inside.year
        AND whole.stem IN (substr(inside.stem, 1, 2), substr(inside.stem, 1, 4),
            substr(inside.stem, 1, 6)) AND length(whole.stem) < length(inside.stem)
    )
"""
_SUMS = (
    f'count(*), sum("{_RECEIVED.id}"), count("{_RECEIVED.id}"), sum("{_GRANTED.id}"), '
    f'count("{_GRANTED.id}"), sum(concluded), count(concluded)'
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a page: how it is asked here, and the same in SQLite's words.

    `goal` is how many times as long others may at least, or we at most, take: none where there is
    no promise.
    """

    name: str
    ask: Callable[[Connection, str], Any]
    sql: str
    goal: str = ""

    def bound(self, agency: str) -> dict[str, str]:
        """What the words of SQLite leave open, for one agency."""
        place = agency[:4]
        known = {
            "agency": agency,
            "report": f"{agency}-{YEAR}",
            "before": f"{agency}-{YEAR - 1}",
            "place": place,
            "beyond": f"{int(place) + 1:04d}",
        }
        return {name: value for name, value in known.items() if f":{name}" in self.sql}


def questions() -> list[Question]:
    """Every question, each for an agency that is drawn anew."""
    this_year = Filters(year=(YEAR,))
    return [
        Question(
            "national sums by year",
            lambda c, _: sums.by_year(c, Filters(), _THREE),
            f"SELECT scope, year, {_SUMS} FROM reports WHERE {_HELD} GROUP BY scope, year",
            "aggregate",
        ),
        Question(
            "sums by province and year",
            lambda c, _: sums.by_region(c, Filters(), _THREE),
            f"SELECT scope, year, province, {_SUMS} FROM reports GROUP BY scope, year, province",
            "aggregate",
        ),
        Question(
            "sums by province, one year",
            lambda c, _: sums.by_region(c, this_year, _THREE),
            f"SELECT scope, province, {_SUMS} FROM reports WHERE year = {YEAR} "
            "GROUP BY scope, province",
            "aggregate",
        ),
        Question(
            "sums by level",
            lambda c, _: sums.by_level(c, Filters(), _THREE),
            f"SELECT scope, year, level, {_SUMS} FROM reports GROUP BY scope, year, level",
            "aggregate",
        ),
        Question(
            "sums of one prefecture by county",
            lambda c, a: sums.by_region(c, Filters(region=(f"{a[:4]}00",)), _THREE, f"{a[:4]}00"),
            f"SELECT scope, year, substr(stem, 1, 6), {_SUMS} FROM reports "
            "WHERE region_code >= :place AND region_code < :beyond GROUP BY 1, 2, 3",
        ),
        Question(
            "top 50 by rate, one year",
            lambda c, _: listing.by_report(
                c,
                Filters(year=(YEAR,), scope=("self",)),
                (DISCLOSURE_RATE,),
                DISCLOSURE_RATE,
                0,
                50,
            ),
            "SELECT report_id, agency, g_granted, g_partial, concluded FROM reports "
            f"WHERE year = {YEAR} AND scope = 'self' AND concluded >= 30 "
            "ORDER BY 1.0 * (g_granted + g_partial) / concluded DESC, report_id LIMIT 50",
            "aggregate",
        ),
        Question(
            "one agency: its years",
            lambda c, a: peers.years_of(c, a, (*_THREE, _LICENSES)),
            "SELECT report_id, agency, year, concluded, g_granted, "
            f'"{_RECEIVED.id}", "{_LICENSES.id}" FROM reports WHERE agency_id = :agency ORDER BY year',
        ),
        Question(
            "one report: what its page tells",
            lambda c, a: agency_years.report(c, f"{a}-{YEAR}"),
            f"SELECT {_TOLD} FROM reports WHERE report_id = :report",
            "look-up",
        ),
        Question(
            "one report beside the year before",
            lambda c, a: agency_years.figures(c, (f"{a}-{YEAR - 1}", f"{a}-{YEAR}"), columns()),
            f"SELECT {_TOLD}, {_COMPARED} FROM reports WHERE report_id IN (:before, :report)",
            "look-up",
        ),
        Question(
            "one report: all its columns",
            lambda c, a: c.execute(
                "SELECT * FROM reports WHERE report_id = ?", [f"{a}-{YEAR}"]
            ).fetchall(),
            "SELECT * FROM reports WHERE report_id = :report",
        ),
        Question(
            "coverage and what is missing",
            lambda c, _: coverage.coverage(c, Filters()),
            "SELECT year, origin, count(*), count(DISTINCT agency_id) FROM reports "
            "GROUP BY year, origin",
            "aggregate",
        ),
        Question(
            "coverage, one year",
            lambda c, _: coverage.coverage(c, this_year),
            f"SELECT origin, count(*), count(DISTINCT agency_id) FROM reports WHERE year = {YEAR} "
            "GROUP BY origin",
            "aggregate",
        ),
        Question(
            "findings by rule",
            lambda c, _: quality.by_rule(c, Filters()),
            "SELECT rule, severity, count(*), sum(nth = 1) FROM findings GROUP BY rule, severity",
        ),
        Question(
            "findings by severity",
            lambda c, _: quality.by_severity(c, Filters()),
            "SELECT severity, count(*), count(DISTINCT report_id) FROM findings GROUP BY severity",
        ),
        Question(
            "how reports stand, by year",
            lambda c, _: quality.by_year(c, Filters()),
            "SELECT year, count(*), sum(errors > 0), sum(errors = 0 AND warnings > 0), "
            "sum(errors + warnings + notices + infos = 0) FROM reports GROUP BY year",
            "aggregate",
        ),
        Question(
            "findings by agency, first page",
            lambda c, _: quality.by_agency(c, Filters(), 0, 50),
            "SELECT agency_id, agency, reports, errors, warnings, notices, infos FROM agencies "
            "ORDER BY region_code, agency_id LIMIT 50",
        ),
        Question(
            "list of findings, first page",
            lambda c, _: quality.findings(c, this_year, 0, 50),
            "SELECT report_id, rule, message FROM findings "
            f"WHERE year = {YEAR} ORDER BY region_code, report_id, position LIMIT 50",
        ),
        Question(
            "search: two characters",
            lambda c, _: directory.search(c, "教育"),
            "SELECT agency_id, agency, region FROM agencies WHERE instr(agency, '教育') "
            "OR instr(initials, '教育') ORDER BY length(agency), region_code LIMIT 20",
        ),
        Question(
            "search: initials",
            lambda c, _: directory.search(c, "fzhgg"),
            "SELECT agency_id, agency, region FROM agencies WHERE instr(agency, 'fzhgg') "
            "OR instr(initials, 'fzhgg') ORDER BY length(agency), region_code LIMIT 20",
        ),
    ]


def drawn(connection: Connection, count: int) -> list[str]:
    """Agencies of counties that have a report of the year."""
    found = connection.execute(
        "SELECT agency_id FROM agencies WHERE level = 'county' AND contains(years, ?) "
        "ORDER BY hash(agency_id) LIMIT ?",
        [str(YEAR), count],
    ).fetchall()
    return [agency for (agency,) in found]


def ask_all(folder: Path, name: str, datasette: str | None, times: int) -> None:
    """Ask every question of all there are, and print the table."""
    target = folder / SQLITE
    with snapshots.connect(folder / name) as connection:
        agencies = drawn(connection, times)
        print(f"{'':34} {'govdash':>22} {'SQLite':>9} {'Datasette':>9}  times")
        print(f"{'milliseconds':34} {'p50':>7} {'p95':>7} {'work':>6} {'p50':>9} {'p50':>9}")
        with served(datasette, target) as peer:
            for question in questions():
                _row(question, connection, agencies, target, peer)


def _row(
    question: Question,
    connection: Connection,
    agencies: Sequence[str],
    target: Path,
    served: str | None,
) -> None:
    question.ask(connection, agencies[0])
    worked = time.process_time()
    ours = _timed(lambda agency: question.ask(connection, agency), agencies)
    work = (time.process_time() - worked) * 1000 / len(ours)
    told = f"{question.name:34} {_p(ours, 50):7.1f} {_p(ours, 95):7.1f} {work:6.1f}"
    if target.exists():
        peer = sqlite3.connect(f"file:{target}?mode=ro", uri=True)
        raw = _timed(
            lambda agency: peer.execute(question.sql, question.bound(agency)).fetchall(),
            agencies,
            _SECONDS,
        )
        peer.close()
        told += f" {_p(raw, 50):9.1f}"
    if served:
        through = _timed(lambda agency: _fetch(served, question, agency), agencies, _SECONDS)
        told += f" {_p(through, 50):9.1f}  {_p(through, 50) / _p(ours, 50):7.1f}"
    print(f"{told} {question.goal}", flush=True)


def _timed(
    ask: Callable[[str], Any], agencies: Sequence[str], seconds: float = 60.0
) -> list[float]:
    """Milliseconds of each time; the slow are asked less often, but never once."""
    took: list[float] = []
    begun = time.perf_counter()
    for agency in agencies:
        start = time.perf_counter()
        ask(agency)
        took.append((time.perf_counter() - start) * 1000)
        if len(took) >= _FEW_TIMES and time.perf_counter() - begun > seconds:
            break
    return took


def _p(took: Sequence[float], percent: int) -> float:
    return statistics.quantiles(took, n=100, method="inclusive")[percent - 1]


def _fetch(served: str, question: Question, agency: str) -> int:
    asked = {"sql": question.sql, "_shape": "array", **question.bound(agency)}
    with urllib.request.urlopen(f"{served}.json?{urllib.parse.urlencode(asked)}") as answer:
        return len(json.load(answer))


@contextmanager
def served(datasette: str | None, target: Path) -> Iterator[str | None]:
    """Datasette in a process of its own, ended afterwards."""
    if not datasette or not target.exists():
        yield None
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = ("sql_time_limit_ms", "600000", "max_returned_rows", "5000", "cache_size_kb", "0")
    pairs = [
        part
        for name, value in zip(settings[::2], settings[1::2], strict=True)
        for part in ("--setting", name, value)
    ]
    command = [datasette, "serve", "-i", str(target), "-p", str(port), *pairs]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(address)
        yield f"{address}/{target.stem}"
    finally:
        process.terminate()
        process.wait()


def _wait(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(f"{address}/-/versions.json").read()
            return
        except OSError:
            time.sleep(0.1 + random.random() / 10)
    raise TimeoutError(address)
