"""What every page hands out, and the public log of what changed."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from govdash.cli import main
from govdash.forms import FORMS
from govdash.publish import api
from govdash.settings import DATA, DB_VARIABLE
from tests.pages.conftest import OpenPage, captions_of, html_of

SUQIAN = "321300-dd7601a0"
REPORT = "130303-8fa9b215-2023"
TABLE = {"overview": "reports", "disclosure": "disclosure", "applications": "applications",
         "cases": "cases", "corrections": "revisions"}  # fmt: skip


@pytest.mark.parametrize(("name", "table"), TABLE.items())
def test_a_page_names_the_address_of_its_table(
    open_page: OpenPage, store: Path, tmp_path: Path, name: str, table: str
) -> None:
    """The address on the page gives the bytes of the command under the same filters."""
    page = open_page(name, year="2024", agency=SUQIAN)
    told = page.code[0].value
    asked = f"api/v1/{table}.csv?year=2024&agency={SUQIAN}"
    assert told.endswith(asked)
    file = tmp_path / "out.csv"
    arguments = ["export", table, "--db", str(store), "--year", "2024", "--agency", SUQIAN]
    assert main([*arguments, "-o", str(file)]) == 0
    client = TestClient(Starlette(routes=api.ROUTES))
    assert client.get(f"/{asked}").content == file.read_bytes()


def test_data_quality_hands_out_the_findings_it_shows(open_page: OpenPage) -> None:
    """Without a choice those that should be looked at; with one, the chosen."""
    told = open_page("quality", year="2024").code[0].value
    to_look_at = "severity=error&severity=warning&severity=notice"
    assert told.endswith(f"api/v1/findings.csv?year=2024&{to_look_at}")
    told = open_page("quality", severity="info", rule="N5_parts").code[0].value
    assert told.endswith("api/v1/findings.csv?severity=info&rule=N5_parts")


def test_other_pages_choose_no_findings(open_page: OpenPage) -> None:
    told = open_page("overview", year="2024", severity="error").code[0].value
    assert told.endswith("api/v1/reports.csv?year=2024")


def test_self_check_has_no_data_of_its_own(open_page: OpenPage) -> None:
    assert [code.value for code in open_page("check").code if "api/v1" in code.value] == []


def test_a_single_report_has_its_own_files(open_page: OpenPage) -> None:
    assert [code.value for code in open_page("report").code] == []
    told = [code.value for code in open_page("report", id=REPORT).code]
    assert told[0].endswith("api/v1/figures.csv?year=2023&agency=130303-8fa9b215")
    assert told[-1].endswith(f"api/v1/reports/{REPORT}.json")


def test_nothing_has_changed_in_the_samples(open_page: OpenPage) -> None:
    page = open_page("corrections")
    assert page.header[0].value == "所选的报告还没有数字变过"
    assert "人工更正" in "".join(item.value for item in page.markdown)


def test_a_changed_figure_is_listed(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db, lines = tmp_path / "g.duckdb", tmp_path / "corrections.csv"
    lines.write_text(
        "report,figure,value,reason,source,by,date\n"
        f"{REPORT},granted.total,2,来函说明漏填,5月7日来函,编者,2024-05-08\n",
        encoding="utf-8",
    )
    sample = DATA / "samples" / "山海关区人民政府办公室_2023.txt"
    assert main(["load", str(sample), "--db", str(db), "--corrections", str(lines)]) == 0
    monkeypatch.setenv(DB_VARIABLE, str(db))
    page = open_page("corrections")
    assert "1 份报告的 1 个数字变过：人工更正 1 个" in page.header[0].value
    seen = html_of(page)
    for cell in (
        "2024-05-08",
        "山海关区人民政府办公室",
        "<span>0</span>",
        "<span>2</span>",
        "来函说明漏填；5月7日来函；编者",
    ):
        assert cell in seen


def test_a_long_log_comes_a_page_at_a_time(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty cells of one report corrected, on sixty days."""
    db, lines = tmp_path / "g.duckdb", tmp_path / "corrections.csv"
    first = date(2024, 1, 1)
    figures = list(FORMS["2021"].figures)[:60]
    lines.write_text(
        "report,figure,value,reason,source,by,date\n"
        + "".join(
            f"{REPORT},{figure},7,试改,试改,编者,{first + timedelta(days=day)}\n"
            for day, figure in enumerate(figures)
        ),
        encoding="utf-8",
    )
    sample = DATA / "samples" / "山海关区人民政府办公室_2023.txt"
    assert main(["load", str(sample), "--db", str(db), "--corrections", str(lines)]) == 0
    monkeypatch.setenv(DB_VARIABLE, str(db))
    page = open_page("corrections")
    assert "第 1—50 行，共 60 行" in captions_of(page)
    seen = html_of(page)
    # 1 January and 59 days more: 29 February 2024; the first of the second page is 10 January.
    assert seen.index("2024-02-29") < seen.index("2024-01-11")
    assert "2024-01-10" not in seen
    page.number_input(key="revisions-page").set_value(2).run()
    assert html_of(page).count("<span>7</span>") == 10
    assert dict(page.query_params) == {"revisions-page": "2"}


def test_the_log_in_english(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db, lines = tmp_path / "g.duckdb", tmp_path / "corrections.csv"
    lines.write_text(
        "report,figure,value,reason,source,by,date\n"
        f"{REPORT},granted.total,2,来函说明漏填,5月7日来函,编者,2024-05-08\n",
        encoding="utf-8",
    )
    sample = DATA / "samples" / "山海关区人民政府办公室_2023.txt"
    assert main(["load", str(sample), "--db", str(db), "--corrections", str(lines)]) == 0
    monkeypatch.setenv(DB_VARIABLE, str(db))
    page = open_page("corrections", lang="en")
    told = page.header[0].value.replace("\\", "")
    assert told == "Changed figures: 1 (reports: 1). Corrected by hand: 1"
    assert f'href="report?id={REPORT}&amp;lang=en#c-granted.total"' in html_of(page)
