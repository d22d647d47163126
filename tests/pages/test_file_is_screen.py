"""File equals screen: every table of every page against the bytes of the file offered beside it.

The tables are found on the pages and not listed here, so that a new one cannot be forgotten: one
without a file fails, and so does a key in the code that no page of this test has shown.
"""

import ast
import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import lxml.html
import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from govdash.cli import main
from govdash.forms.series import of_figure
from govdash.publish import api
from govdash.rules import SEVERITY_NAMES
from govdash.settings import DATA, DB_VARIABLE, PAGES, ROOT
from govdash.store import directory, peers, snapshots
from govdash.ui.corrections import REASONS
from govdash.ui.language import traditional
from govdash.ui.quantities import heading
from govdash.ui.words import ORIGIN_NAMES, SCOPE_NAMES, STATE_NAMES, rule_name
from tests.pages.conftest import OpenPage, captions_of, html_of
from tests.uneven import SAMPLE, build

Row = dict[str, str]
Address = tuple[str, dict[str, str | list[str]]]

SUQIAN, HUAIAN, JIANGAN = "321300-dd7601a0", "320800-dd7601a0", "320682113-dd7601a0"
SHANHAIGUAN = "130303-8fa9b215"

STARTS: tuple[Address, ...] = (
    ("overview", {}),
    ("disclosure", {}),
    ("applications", {}),
    ("applications", {"view": "number", "measure": "disclosure_rate"}),
    ("cases", {}),
    ("agency", {"agency": SUQIAN, "measure": "disclosure_rate"}),
    ("agency", {"agency": SHANHAIGUAN}),
    ("compare", {"peers": SUQIAN, "year": "2024"}),
    ("compare", {"agency": [SUQIAN, HUAIAN, JIANGAN], "year": "2024", "measure": "grant_rate"}),
    ("map", {}),
    ("report", {"id": f"{SUQIAN}-2024"}),
    ("report", {"id": f"{JIANGAN}-2021"}),
    ("quality", {}),
    ("corrections", {}),
    ("downloads", {}),
    ("method", {}),
    ("check", {}),
)
FILTERS: tuple[dict[str, str | list[str]], ...] = (
    {"year": ["2024", "2023"], "scope": "aggregate"},
    {"region": "130000", "kind": "department"},
    {"region": "320000", "lang": "zh-Hant"},
    {"year": "2021", "level": "township", "lang": "en"},
)
FILTERED = ("overview", "disclosure", "applications", "cases", "map", "quality", "downloads")
NO_FILE = {
    "gd": "the official tables as in the form: their numbers are those of figures.csv, see below",
    "gd-files": "the list of the files",
}
"""Tables that are no block: the class that they stand in, and why they have no file of their own."""


# ---------------------------------------------------------------- what is on a page


@dataclass
class Table:
    """A table as it is read on the screen: ids of its columns, and the text of its cells."""

    key: str
    columns: list[str]
    rows: list[list[str]]


@dataclass
class Seen:
    """What a page shows and what it offers: tables, files by key, the page of each long table."""

    tables: list[Table] = field(default_factory=list)
    files: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)
    switches: dict[str, list[str]] = field(default_factory=dict)


Look = Callable[..., tuple[AppTest, Seen]]


def nodes(block: object, key: str = "") -> Iterator[tuple[object, str]]:
    """Every element with the key of the block that it stands in."""
    for node in getattr(block, "children", {}).values():
        if hasattr(node, "children"):
            yield from nodes(node, node.key or key)
        else:
            yield node, key


def tables_of(body: str, key: str) -> Iterator[Table]:
    for table in lxml.html.fragment_fromstring(body, create_parent="div").iter("table"):
        (holder,) = {table.getparent().get("class").split()[-1]}
        if holder in NO_FILE:
            continue
        heads, *rows = table.iter("tr")
        yield Table(
            key,
            [head.get("data-column") for head in heads],
            [[" ".join(cell.text_content().split()) for cell in row] for row in rows],
        )


def seen_on(
    page: AppTest, files: Mapping[str, Callable[[], bytes]], switches: Mapping[str, list[str]]
) -> Seen:
    seen = Seen(files=dict(files), switches=dict(switches))
    for node, key in nodes(page.main):
        kind = getattr(node, "type", "")
        if kind == "html":
            seen.tables += tables_of(node.proto.body, key.removesuffix("-table"))  # type: ignore[attr-defined]
        elif kind in ("arrow_data_frame", "dataframe"):
            frame = node.value  # type: ignore[attr-defined]
            cells = [[" ".join(str(cell).split()) for cell in row] for row in frame.to_numpy()]
            seen.tables.append(Table(key.removesuffix("-table"), [], cells))
        elif kind == "link_button" and (node.key or "").endswith("-csv"):  # type: ignore[attr-defined]
            seen.links[node.key.removesuffix("-csv")] = node.proto.url  # type: ignore[attr-defined]
        elif kind == "number_input":
            seen.pages[node.key.removesuffix("-page")] = int(node.value)  # type: ignore[attr-defined]
    return seen


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with something in every table: the samples, what goes wrong, corrected figures."""
    folder = tmp_path_factory.mktemp("everything")
    db, lines = build(folder), folder / "corrections.csv"
    lines.write_text(
        "report,figure,value,reason,source,by,date\n"
        f"{SHANHAIGUAN}-2023,granted.total,2,来函说明漏填,5月7日来函,编者,2024-05-08\n"
        f"{SHANHAIGUAN}-2023,rules_issued,1,=来函,同上,编者,2024-05-08\n",
        encoding="utf-8",
    )
    sample = DATA / "samples" / f"{SAMPLE}_2023.txt"
    assert main(["load", str(sample), "--db", str(db), "--corrections", str(lines)]) == 0
    return db


@pytest.fixture
def look(open_page: OpenPage, everything: Path, monkeypatch: pytest.MonkeyPatch) -> Look:
    """Open a page over that store; what it shows, and the files that its buttons would give."""
    monkeypatch.setenv(DB_VARIABLE, str(everything))
    given: dict[str, Callable[[], bytes]] = {}
    switches: dict[str, list[str]] = {}
    original, original_switch = st.download_button, st.segmented_control

    def offered(label: str, data: object, *, key: str, **more: object) -> bool:
        assert callable(data), f"{key}: made at every run, whether it is taken or not"
        given[key.removesuffix("-csv")] = data
        return original(label, data, key=key, **more)  # type: ignore[arg-type]

    def switched(label: str, options: Sequence[str], *, key: str, **more: object) -> object:
        switches[key] = list(options)
        return original_switch(label, options, key=key, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(st, "download_button", offered)
    monkeypatch.setattr(st, "segmented_control", switched)

    def looked(name: str, **query: str | list[str]) -> tuple[AppTest, Seen]:
        given.clear()
        switches.clear()
        page = open_page(name, **query)
        if name == "check":
            page.button(key="check-sample").click().run()
        return page, seen_on(page, given, switches)

    return looked


# ---------------------------------------------------------------- a table against its file


def read(raw: bytes) -> tuple[list[str], list[list[str]]]:
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.endswith(b"\r\n")
    head, *rows = csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""))
    return head, rows


BLANK = ("—", "")
"""What is not known, and a remark that there is none."""
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def same(shown: str, held: str, lang: str) -> bool:
    """Whether a cell says the same on the screen, in its language, as in the file."""
    text = " ".join(held.removeprefix("'").split())
    if not text or shown in BLANK:
        return not text and shown in BLANK
    if NUMBER.fullmatch(text):
        return Decimal(shown.replace(",", "")) == Decimal(text)
    if lang == "zh-Hant":
        return shown == traditional(text)
    # In English the words differ, and the figures may not.
    return lang == "en" or shown == text


def differences(table: Table, rows: list[list[str]], lang: str) -> list[tuple[str, str]]:
    assert len(table.rows) == len(rows), table.key
    return [
        (shown, held)
        for row, in_file in zip(table.rows, rows, strict=True)
        for shown, held in zip(row, in_file, strict=True)
        if not same(shown, held, lang)
    ]


def holds(seen: Seen, lang: str) -> set[str]:
    """Each table of the page is its file, or that part of it; the keys of the tables."""
    for table in seen.tables:
        assert table.key in {*seen.files, *seen.links}, f"no file beside the table {table.key!r}"
        if table.key in seen.links:
            in_api(table, seen.links[table.key], lang)
            continue
        head, rows = read(seen.files[table.key]())
        assert table.columns in ([], head)
        if table.key in seen.pages:
            start = 50 * (seen.pages[table.key] - 1)
            rows = rows[start : start + 50]
        assert differences(table, rows, lang) == []
    keys = [table.key for table in seen.tables]
    assert len(keys) == len(set(keys))
    return set(keys)


def from_api(address: str) -> list[Row]:
    answer = TestClient(Starlette(routes=api.ROUTES)).get(f"/{address}")
    assert answer.status_code == 200, address
    head, rows = read(answer.content)
    return [dict(zip(head, row, strict=True)) for row in rows]


def _side(which: str) -> Callable[[Row], str]:
    def side(row: Row) -> str:
        value, state = row[f"{which}_value"], row[f"{which}_state"]
        return format(float(value), "g") if value else STATE_NAMES[state]

    return side


IN_WORDS: Mapping[str, Callable[[Row], str]] = {
    "agency": lambda row: row["agency"] or "机关不明",
    "scope": lambda row: SCOPE_NAMES[row["scope"]],
    "form": lambda row: f"{row['form']} 年版",
    "origin": lambda row: ORIGIN_NAMES[row["origin"]],
    "severity": lambda row: SEVERITY_NAMES[row["severity"]],  # type: ignore[index]
    "rule": lambda row: rule_name(row["rule"]),
    "figure": lambda row: heading(of_figure(row["figure"])),
    "old": _side("old"),
    "new": _side("new"),
    "reason": lambda row: REASONS[row["reason"]][0],
}
"""What the data API tells by id or by state, as the screen says it."""
TOLD_FROM_SEVERAL = {"place", "note"}
"""Columns of the screen that lead somewhere or join several columns of the API."""


def in_api(table: Table, address: str, lang: str) -> None:
    """Every row of the screen is one of the rows of the API, with the same words and figures."""
    names = [column for column in table.columns if column not in TOLD_FROM_SEVERAL]
    held = [
        tuple(IN_WORDS.get(name, lambda row, name=name: row[name])(row) for name in names)
        for row in from_api(address)
    ]
    for row in table.rows:
        cells = [cell for cell, name in zip(row, table.columns, strict=True) if name in names]
        found = next((one for one in held if all(map(same, cells, one, [lang] * len(cells)))), None)
        assert found is not None, f"{table.key}: {cells} is not in {address}"
        held.remove(found)


# ---------------------------------------------------------------- every page


def addresses(look: Look) -> Iterator[Address]:
    """Where each page begins, every way of looking that its switches offer, and some filters."""
    turn = 0
    for name, query in STARTS:
        _, seen = look(name, **query)
        ways = [query]
        for key, values in seen.switches.items():
            ways += [{**query, key: value} for value in values if key != "language"]
        for way in ways:
            yield name, way
            if name in FILTERED:
                yield name, {**FILTERS[turn % len(FILTERS)], **way}
                turn += 1
    yield "agency", {"agency": SUQIAN, "lang": "en"}
    yield "compare", {"peers": SUQIAN, "year": "2024", "lang": "zh-Hant"}
    yield "quality", {"findings-page": "3"}
    yield "quality", {"list": "agencies", "agencies-page": "2", "lang": "en"}


def in_code() -> set[str]:
    """The keys of all blocks, as they stand in the code."""
    keys = set()
    for file in (*(ROOT / "govdash" / "ui").glob("*.py"), *PAGES.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            called = getattr(node, "func", None)
            name = getattr(called, "attr", getattr(called, "id", ""))
            if name in ("block", "show", "paged", "parts", "show_standing", "_grouped"):
                first = node.args[0]  # type: ignore[attr-defined]
                keys |= {first.value} if isinstance(first, ast.Constant) else set()
    return keys


def test_every_page_is_looked_at() -> None:
    assert {name for name, _ in STARTS} == {file.stem for file in PAGES.glob("*.py")}


def agency_of(words: str, db: Path) -> str:
    (row,) = directory.search(snapshots.connect(snapshots.current(db)), words, 1)
    return str(row["agency_id"])


def test_every_table_is_its_file(
    look: Look, everything: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: set[str] = set()
    for name, query in list(addresses(look)):
        _, seen = look(name, **query)
        found = holds(seen, str(query.get("lang", "")))
        assert found or name in ("method", "compare", "check", "report", "map"), (name, query)
        shown |= found
    # Peers too many to be listed.
    monkeypatch.setattr(peers, "MOST", 20)
    _, seen = look("compare", peers=agency_of("东山局", everything), year="2023", area="county")
    shown |= holds(seen, "")
    assert in_code() - shown == set()


def test_peers_too_many_to_list_are_told_by_their_order(
    look: Look, everything: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """2023: sixty made-up bureaus received 2 each, as the sample; 沭阳县发展和改革局 26."""
    monkeypatch.setattr(peers, "MOST", 20)
    own = agency_of("东山局", everything)
    page, seen = look("compare", peers=own, year="2023", area="country")
    story = "全国的同类机关里，0 个比它少，59 个和它一样，1 个比它多"
    assert f"本年新收政府信息公开申请数量：2 件；{story}" in [
        title.value.replace("\\", "") for title in page.header
    ]
    (row,) = csv.DictReader(io.StringIO(seen.files["standing"]().decode("utf-8-sig")))
    assert [row[name] for name in ("peers", "usable", "below", "equal", "above")] == [
        "61", "61", "0", "59", "1",
    ]  # fmt: skip
    assert [row[name] for name in ("lowest", "quartile_2", "highest")] == ["2", "2", "26"]
    assert len(taken(page, "reports")) == 61
    # The same on the page of the agency, where it may be listed as well.
    page, _ = look("agency", agency=own)
    assert any(story in title.value.replace("\\", "") for title in page.header)


def test_a_file_is_the_same_in_every_language(look: Look) -> None:
    for name, query in (("applications", {}), ("agency", {"agency": SUQIAN}), ("quality", {})):
        files = [
            {key: made() for key, made in look(name, **query, **lang)[1].files.items()}
            for lang in ({}, {"lang": "zh-Hant"}, {"lang": "en"})
        ]
        assert files[0] == files[1] == files[2]
        assert files[0] != {}


# ---------------------------------------------------------------- beside the blocks


def test_the_tables_of_a_report_are_its_figures(look: Look) -> None:
    """Each cell of the official tables says what figures.csv says of it: the number, or why none."""
    cells = 0
    for report in (f"{SHANHAIGUAN}-2023", f"{JIANGAN}-2021", f"{SUQIAN}-2024"):
        page, _ = look("report", id=report)
        (address,) = [code.value for code in page.code if "/figures.csv?" in code.value]
        held = {row["figure"]: row for row in from_api(address[address.index("api/v1") :])}
        for body in (element.proto.body for element in page.get("html")):
            for cell in lxml.html.fragment_fromstring(body, create_parent="div").iter("td"):
                if not (cell.get("id") or "").startswith("c-"):
                    continue
                row = held[cell.get("id").removeprefix("c-")]
                shown = " ".join(next(cell.itertext()).split())
                assert same(shown, row["value"] or STATE_NAMES[row["state"]], ""), row
                cells += 1
    assert cells == 3 * 200


def test_the_page_of_downloads_counts_what_it_gives(look: Look) -> None:
    page, _ = look("downloads", year="2024")
    rows = re.findall(r'<tr><td class="l".*?</tr>', html_of(page), re.DOTALL)
    assert len(rows) == 10
    for row in rows:
        (count,) = re.findall(r"<span>([\d,]+)</span>", row)
        (address,) = re.findall(r'href="([^"]+\.csv[^"]*)"', row)
        assert len(from_api(address.replace("&amp;", "&"))) == int(count.replace(",", ""))


COUNTED = {"overview": "reports", "disclosure": "disclosure", "applications": "applications",
           "cases": "cases", "quality": "findings", "map": "reports"}  # fmt: skip


@pytest.mark.parametrize("name", COUNTED)
def test_what_is_taken_along_is_what_the_page_covers(look: Look, name: str) -> None:
    """Also where the address asks for what the page does not know, or what is wrong in it."""
    for query in ({}, {"year": "2023", "region": "130000"}, {"year": "2024", "level": "planet"}):
        page, _ = look(name, **query)
        (covered,) = re.findall(r"本页包含 ([\d,]+) 份报告", captions_of(page))
        if name == "quality":
            listed = page.segmented_control(key="list").options[0]
            (covered,) = re.findall(r"[\d,]+", str(listed))
        assert len(taken(page, COUNTED[name])) == int(covered.replace(",", ""))


def taken(page: AppTest, table: str) -> list[Row]:
    """The file of a table under “拿走本页的数据”."""
    (address,) = [code.value for code in page.code if f"/{table}.csv" in code.value]
    return from_api(address[address.index("api/v1") :])


def test_compare_hands_out_those_it_compares(look: Look) -> None:
    """The fair peers of one, or the chosen; of the year compared and whatever else was asked."""
    page, _ = look("compare", peers=SUQIAN, year="2024", region="130000")
    assert {row["report_id"] for row in taken(page, "reports")} == {
        f"{SUQIAN}-2024", f"{HUAIAN}-2024",
    }  # fmt: skip
    assert "这一页不按“河北省”筛选" in captions_of(page).replace("\\", "")
    page, _ = look("compare", agency=[SUQIAN, JIANGAN], year="2021")
    assert [row["report_id"] for row in taken(page, "reports")] == [f"{JIANGAN}-2021"]
    nothing, _ = look("compare")
    assert [code.value for code in nothing.code] == []


def test_an_agency_hands_out_its_own_reports(look: Look) -> None:
    page, _ = look("agency", agency=[SUQIAN, HUAIAN], year="2020")
    assert {row["report_id"] for row in taken(page, "reports")} == {
        f"{SUQIAN}-2023", f"{SUQIAN}-2024",
    }  # fmt: skip
    told = captions_of(page).replace("\\", "")
    assert "这一页不按“2020 年”筛选：这里是一个机关的全部报告。" in told
    assert "链接里有 2 个机关" in html_of(page)
