"""The made-up country → a store in govdash's own format, published as the loader publishes one."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from govdash.audit.years import CARRIED
from govdash.forms import FIGURES, Kind
from govdash.forms.official import (
    APPLICANTS,
    APPLICATIONS,
    CASES,
    OUTCOME_GROUPS,
    OUTCOME_TOTAL,
    TOTAL,
)
from govdash.forms.series import CONCLUDED
from govdash.pipeline import Document, open_data
from govdash.rules import RULES
from govdash.store import agencies as kept
from govdash.store import loader, releases, rollup, snapshots
from govdash.store.filters import stem_of
from govdash.store.rows import entry_of
from govdash.store.schema import DOCUMENTS, Row
from govdash.store.writing import insert
from tests.bench.nation.agencies import Agency, agencies, whole_name
from tests.bench.nation.figures import YEARS, Cells, Country, Ints, Planted, form_of, year_of
from tests.printer.form import report
from tests.printer.text import PRINTERS

AGENCIES = 305_000
"""With the missing reports: 1.8 million reports."""

_MISSING = 0.0163
_PRINTED = 1 / 600
"""The share of agencies of which documents are printed."""

SYNTHETIC = (
    "合成数据：区划是真的，机关和数字都是编造的，只用来测速 · made up for measuring, not real"
)

_BLANK, _UNREADABLE = 0.008, 0.006
_ORDINARY = (("M1_deadline", 0.08), ("M1_no_date", 0.06), ("N1_received", 0.02), ("N7_fee", 0.03),
             ("N5_parts", 0.03), ("S1_section", 0.01))  # fmt: skip
"""Findings that no number shows: rule and share of reports."""

Mask = NDArray[np.bool_]


@dataclass(slots=True)
class Year:
    """What is stored of one year."""

    year: int
    cells: Cells
    planted: list[Planted]
    present: Mask
    spared: Mask
    blank: Mask
    unreadable: Mask
    nulls: dict[str, Mask]


def build(db: Path, share: float = 1.0, seed: int = 7) -> None:
    """Make the store and publish it."""
    who = list(agencies(round(AGENCIES * share)))
    spared = np.random.default_rng(seed).random(len(who)) < _PRINTED
    country = Country.of(who, seed, spared)
    with snapshots.writing(db) as draft:
        with duckdb.connect(str(draft)) as connection:
            loader.prepare(connection)
            _register_agencies(connection, who)
            here = np.ones(len(who), np.bool_)
            for number in YEARS:
                before, year = here, _year(country, number, seed)
                here = year.present
                _store_year(connection, year, before)
                insert(connection, DOCUMENTS, list(_documents(who, year)))
            _finish(connection, len(who))
            name = f"synthetic{share:g}".replace(".", "-")
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('snapshot', ?)", [name])
            connection.execute("CHECKPOINT")
        releases.publish(db, draft, name)


def _register_agencies(connection: duckdb.DuckDBPyConnection, who: Sequence[Agency]) -> None:
    columns = {name: [getattr(each, name) for each in who] for name in Agency.__dataclass_fields__}
    columns["stem"] = [stem_of(each.region_code) for each in who]
    made = pa.table({"agent": pa.array(range(len(who)), pa.int32()), **columns})
    connection.register("made", made)
    connection.execute("CREATE TEMP TABLE who AS FROM made")
    connection.unregister("made")


def _year(country: Country, number: int, seed: int) -> Year:
    cells, planted = year_of(country, number)
    draw = np.random.default_rng((seed, number, 1))
    chance = draw.random((3, len(country.level)))
    present = (chance[0] >= _MISSING) | country.spared
    blank = (chance[1] < _BLANK) & ~country.spared
    unreadable = (chance[2] < _UNREADABLE) & ~country.spared
    form = form_of(number)
    (block,) = form.in_section(APPLICATIONS)
    nulls = {
        figure: blank & (cells[figure] == 0)
        for row in block.rows
        if row.group
        for column in APPLICANTS[1:]
        if (figure := block.figure_id(row.id, column.id))
    }
    (cases,) = form.in_section(CASES)
    torn = cases.figures[0].id
    nulls[torn] = unreadable
    return Year(number, cells, planted, present, country.spared, blank, unreadable, nulls)


# ---------------------------------------------------------------- rows


def _store_year(connection: duckdb.DuckDBPyConnection, year: Year, before: Mask) -> None:
    here = np.flatnonzero(year.present)
    failed = np.zeros(len(year.present), np.int32)
    for fault in year.planted:
        if fault.rule.startswith("R"):
            failed[fault.at] += 1
    agent = {"agent": here.astype(np.int32)}
    about = {"year": year.year, "form": form_of(year.year).id}
    numbers = {**agent, "failed": failed[here], **_figures(year, here), **_outcomes(year, here)}
    connection.register("numbers", pa.table(numbers))
    connection.execute(_REPORTS, about)
    carried = {name: year.cells[name][here] for name in CARRIED}
    connection.register("numbers", pa.table({**agent, **carried}))
    connection.execute(_CARRIED, {"year": year.year})
    connection.unregister("numbers")
    _notes(connection, year)
    _findings(connection, year, before)


_REPORTS = """
    INSERT INTO reports BY NAME
    SELECT agency_id || '-' || $year AS report_id, agency_id, agency, $year AS year, $form AS form,
        agency || $year || '年政府信息公开工作年度报告' AS title,
        CASE WHEN hash(agency_id, $year) % 100 >= 6
            THEN make_date($year + 1, 1, 5) + (hash(agency_id, $year, 1) % 84)::INTEGER END
            AS published,
        scope, level, kind, region_code, region, 'high' AS region_confidence,
        'synthetic' AS origin, 'https://synthetic.invalid/' || report_id AS url,
        'synthetic/' || report_id || '.html' AS source_path, sha256(report_id) AS source_sha256,
        'text/html' AS media_type, 'utf-8' AS encoding, 'hans' AS script,
        60 - failed AS checks_pass, failed AS checks_fail, 0 AS checks_not_assessable, 1 AS version,
        stem, left(region_code, 2) AS province,
        0 AS errors, 0 AS warnings, 0 AS notices, 0 AS extractions, 0 AS infos, 0 AS stains,
        TRUE AS sound, FALSE AS torn,
        numbers.* EXCLUDE (agent, failed)
    FROM who JOIN numbers USING (agent) ORDER BY agent
"""
_CARRIED = """
    INSERT INTO carried BY NAME
    SELECT agency_id || '-' || $year AS report_id, numbers.* EXCLUDE (agent)
    FROM numbers JOIN who USING (agent) ORDER BY agent
"""


def _figures(year: Year, here: Ints) -> dict[str, object]:
    nothing = np.zeros(len(year.present), np.bool_)
    return {
        name: pa.array(values[here], mask=year.nulls.get(name, nothing)[here])
        for name, values in year.cells.items()
        if name in FIGURES
    }


def _outcomes(year: Year, here: Ints) -> dict[str, object]:
    (block,) = form_of(year.year).in_section(APPLICATIONS)
    unknown = np.zeros(len(year.present), np.bool_)
    for fault in year.planted:
        if fault.rule == "R2_outcome_sum":
            unknown[fault.at] = True
    columns: dict[str, object] = {
        CONCLUDED: year.cells[block.figure_id(OUTCOME_TOTAL.id, TOTAL.id)]
    }
    for group in OUTCOME_GROUPS:
        rows = [row for row in block.rows if row.group is group]
        columns[group.id] = sum(year.cells[block.figure_id(row.id, TOTAL.id)] for row in rows)
    columns = {name: pa.array(values[here], mask=unknown[here]) for name, values in columns.items()}
    columns["concluded_derived"] = np.zeros(len(here), np.bool_)
    columns["outcome_blanks"] = np.zeros(len(here), np.int32)
    gaps = np.where(unknown[here], "contradiction", None)
    columns["outcome_gap"] = pa.array(gaps, pa.string())
    return columns


def _notes(connection: duckdb.DuckDBPyConnection, year: Year) -> None:
    parts: list[pa.Table] = []
    for name, mask in year.nulls.items():
        at = np.flatnonzero(mask & year.present).astype(np.int32)
        state = "unreadable" if mask is year.unreadable else "blank"
        texts = {"figure": name, "state": state}
        told = {key: pa.array([text] * len(at), pa.string()) for key, text in texts.items()}
        parts.append(pa.table({"agent": at, **told}))
    connection.register("parts", pa.concat_tables(parts))
    connection.execute(
        """INSERT INTO notes BY NAME SELECT agency_id || '-' || $year AS report_id, figure, state
        FROM parts JOIN who USING (agent) ORDER BY agent, figure""",
        {"year": year.year},
    )
    connection.unregister("parts")


def _findings(connection: duckdb.DuckDBPyConnection, year: Year, before: Mask) -> None:
    draw = np.random.default_rng((year.year, 3))
    parts: list[pa.Table] = []

    def add(rule: str, at: Ints, cells: Sequence[str] = (), *compared: Ints) -> None:
        keep = year.present[at]
        if rule.startswith("X"):
            keep &= before[at]
        left, right = (each[keep] for each in compared) if compared else ([None] * keep.sum(),) * 2
        numbers = {
            "left": pa.array(left, pa.int64()),
            "right": pa.array(right, pa.int64()),
        }
        made = {
            "agent": at[keep].astype(np.int32),
            "rule": pa.array([rule] * int(keep.sum()), pa.string()),
        }
        parts.append(
            pa.table(
                {
                    **made,
                    "cells": pa.array([list(cells)] * int(keep.sum()), pa.list_(pa.string())),
                    **numbers,
                }
            )
        )

    for fault in year.planted:
        add(fault.rule, fault.at, fault.cells, fault.left, fault.right)
    for rule, share in _ORDINARY:
        add(rule, np.flatnonzero((draw.random(len(before)) < share) & ~year.spared))
    add("R5_blank_cells", np.flatnonzero(year.blank))
    (torn,) = [name for name, mask in year.nulls.items() if mask is year.unreadable]
    add("S5_layout", np.flatnonzero(year.unreadable), (torn,))
    connection.register("parts", pa.concat_tables(parts))
    connection.register("rules", _rules())
    connection.execute(_FINDINGS, {"year": year.year, "form": form_of(year.year).id})
    connection.execute(_CHECKS, {"year": year.year})


def _rules() -> pa.Table:
    rules = list(RULES.values())
    return pa.table(
        {
            "rule": [rule.id for rule in rules],
            "severity": [rule.severity.value for rule in rules],
            "sentence": [rule.sentence for rule in rules],
        }
    )


_FINDINGS = """
    INSERT INTO findings BY NAME
    SELECT agency_id || '-' || $year AS report_id, $year AS year, agency_id, region_code, level,
        $form AS form, row_number() OVER (PARTITION BY agent ORDER BY rule) AS position,
        row_number() OVER (PARTITION BY agent, rule, severity ORDER BY rule) AS nth,
        rule, severity, CASE WHEN severity = 'extraction' THEN 'not_assessable' ELSE 'fail' END
            AS verdict,
        cells, parts."left", parts."right",
        sentence || coalesce('这里一边是' || parts."left" || '，另一边是' || parts."right" || '。', '')
            AS message,
        left(sha256(concat_ws('|', agency_id, $year, rule, array_to_string(cells, ','))), 16)
            AS fingerprint
    FROM parts JOIN who USING (agent) JOIN rules USING (rule) ORDER BY agent, position
"""
_CHECKS = """
    INSERT INTO checks BY NAME
    SELECT DISTINCT agency_id || '-' || $year AS report_id, unnest(cells) AS figure,
        'fail' AS status
    FROM parts JOIN who USING (agent) WHERE starts_with(rule, 'R') AND len(cells) > 0
    ORDER BY report_id, figure
"""


def _documents(who: Sequence[Agency], year: Year) -> Iterator[Row]:
    """The documents of some agencies, printed and read like real ones; their findings are not."""
    form = form_of(year.year)
    for at in np.flatnonzero(year.spared):
        texts = {
            figure.id: f"{year.cells[figure.id][at]:.2f}"
            if figure.kind is Kind.MONEY
            else str(int(year.cells[figure.id][at]))
            for figure in form.figures.values()
        }
        printed = report(form, texts, year=year.year)
        printed.title = f"{whole_name(who[at])}{year.year}年政府信息公开工作年度报告"
        data = "\n".join(PRINTERS["tabs"](printed)).encode()
        read = open_data(data, f"synthetic/{who[at].agency_id}-{year.year}.txt")
        if isinstance(read, Document):
            entry = entry_of(replace(read, report=replace(read.report, findings=())))
            ((_, *told),) = entry.rows[DOCUMENTS.name]
            yield (f"{who[at].agency_id}-{year.year}", *told)


def _finish(connection: duckdb.DuckDBPyConnection, count: int) -> None:
    """What the loader keeps beside the reports; no text is shared where there is none."""
    connection.execute("INSERT INTO sketches SELECT report_id, 0, [] FROM reports")
    connection.execute("CREATE TEMP TABLE series (report_id VARCHAR)")
    every = connection.execute("SELECT DISTINCT agency_id FROM reports").fetchall()
    kept.refresh(connection, {agency for (agency,) in every})
    rollup.refresh(connection, ())
    connection.execute("""
        INSERT INTO reuse BY NAME
        SELECT report_id, before_id, before_year, 0 AS own,
            CASE WHEN before_id IS NULL THEN 'first' ELSE 'short' END AS gap
        FROM (
            SELECT report_id, year, region_code, lag(report_id) OVER series AS before_id,
                lag(year) OVER series AS before_year
            FROM reports WINDOW series AS (PARTITION BY agency_id ORDER BY year)
        ) ORDER BY year, region_code, report_id
    """)
    connection.execute(
        """INSERT INTO refused SELECT 'synthetic/refused-' || range || '.pdf', sha256(range::VARCHAR),
        '不是有效的 PDF', 'damaged' FROM range(?)""",
        [count // 900],
    )
    connection.execute(
        "INSERT OR REPLACE INTO meta VALUES ('synthetic', ?), ('reuse_learned_from', ?)",
        [SYNTHETIC, str(count)],
    )


def timed(db: Path, share: float, seed: int) -> None:
    """Build it and say what it took."""
    if db.exists():
        raise SystemExit(f"{db} is there already")
    start = time.monotonic()
    build(db, share, seed)
    took = time.monotonic() - start
    with snapshots.connect(db) as connection:
        counts = {
            name: connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
            for name in ("reports", "findings", "notes", "documents")
        }
        agencies_ = connection.execute("SELECT count(DISTINCT agency_id) FROM reports").fetchall()
    size = snapshots.current(db).stat().st_size / 2**20
    told = " · ".join(f"{name} {count:,}" for name, count in counts.items())
    print(f"{db}: {took:.0f} s · {size:,.0f} MB · agencies {agencies_[0][0]:,} · {told}")
