"""Web pages, Word files and PDFs: the same reader behind each door, and a refusal with its reason."""

import io
import zipfile
from html import escape

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govdash.errors import RefusedError
from govdash.forms import FORMS, Form
from govdash.reading import read
from govdash.reading.containers import html, open_container
from govdash.reading.containers.grid import unfold
from govdash.report import State
from tests.printer import Texts, print_html, print_lines
from tests.reading.test_printed import FULL, MORE, Document, anything, number_of, numbered

NEW = FORMS["2021"]


def print_word(form: Form, texts: Texts) -> bytes:
    """A report as Word writes it, its tables without merged cells."""
    document = docx.Document()
    table = None
    for line in print_lines(form, texts, "tabs"):
        cells = line.split("\t")
        if len(cells) == 1:
            document.add_paragraph(line)
            table = None
            continue
        if table is None or len(table.columns) != len(cells):
            table = document.add_table(rows=0, cols=len(cells))
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def wrong(form: Form, texts: Texts, data: bytes, name: str) -> dict[str, tuple[str, str]]:
    try:
        cells = read(data, name).report.cells
    except RefusedError:
        return {}
    return {
        figure: (str(cell.value), texts[figure])
        for figure, cell in cells.items()
        if form.figures.keys() == cells.keys()
        and cell.value is not None
        and cell.value != number_of(texts[figure])
    }


@FULL
@given(document=anything)
def test_a_web_page_is_read_whole_with_its_blanks(document: Document) -> None:
    """Merged cells unfold to a grid in which the headings show where each column stands."""
    form, texts = FORMS[document[0]], document[1]
    cells = read(print_html(form, texts), "a.html").report.cells
    rows = [figure for figure in texts if "." in figure]
    assert {figure: cells[figure].value for figure in rows} == {
        figure: number_of(texts[figure]) for figure in rows
    }
    assert wrong(form, texts, print_html(form, texts), "a.html") == {}


@MORE
@given(document=anything, places=st.lists(st.integers(0, 10_000), min_size=1, max_size=5))
def test_lost_cells_of_a_web_page(document: Document, places: list[int]) -> None:
    form, texts = FORMS[document[0]], document[1]
    page = print_html(form, texts).decode()
    for place in places:
        cells = page.split("<td")
        index = 1 + place % (len(cells) - 1)
        kept = cells[index].split("</td>", 1)[1]
        page = (
            "<td".join(cells[:index]) + kept + "".join(f"<td{cell}" for cell in cells[index + 1 :])
        )
    assert wrong(form, texts, page.encode(), "a.html") == {}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_a_word_file_is_read_whole(form: Form) -> None:
    texts = numbered(form)
    report = read(print_word(form, texts), "a.docx").report
    assert {figure: str(cell.value) for figure, cell in report.cells.items()} == texts
    assert report.source.media_type.endswith("wordprocessingml.document")


def test_chrome_scripts_and_spans() -> None:
    page = """<!doctype html><html><head><title>某县司法局2022年政府信息公开工作年度报告-某县政府网</title>
    <meta name="PubDate" content="2023-01-17 10:00"><script>var a = "2.重复申请 5";</script>
    </head><body><p><span>一、总</span><b>体</b><o:p></o:p>情况</p>
    <table><tr><td>甲<br>乙</td><td>&nbsp;</td></tr></table></body></html>"""
    found = [text for _, text in html.lines(page)]
    assert found == [
        "某县司法局2022年政府信息公开工作年度报告-某县政府网",
        "发布时间:2023-01-17 10:00",
        "一、总体情况",
        "甲乙\t",
    ]


def test_who_and_when_of_a_web_page() -> None:
    page = print_html(NEW, numbered(NEW)).decode()
    head = (
        "<title>鲁山县司法局2022年政府信息公开工作年度报告-鲁山县政府网</title>"
        '<meta name="PubDate" content="2023-01-17 10:00">'
    )
    report = read(page.replace("<head>", f"<head>{head}").encode("gb18030"), "a.html").report
    assert (report.agency, report.year, report.published) == ("鲁山县司法局", 2022, "2023-01-17")
    assert report.source.encoding == "gb18030"


def test_merged_cells_unfold() -> None:
    rows = [[("a", 1, 2), ("b", 2, 1)], [("c", 1, 1), ("d", 1, 1)], [("e", 3, 1)]]
    assert unfold(rows) == ["a\tb\t", "\tc\td", "e\t\t"]


def test_the_line_of_a_cell_is_that_of_the_source() -> None:
    page = print_html(NEW, numbered(NEW)).decode()
    cell = read(page.encode(), "a.html").report.cells["carried_out.total"]
    assert isinstance(cell.line, int)
    row = "".join(page.split("\n")[cell.line - 1 :])
    assert row.index("四、结转下年度") < row.index(f">{cell.text}<")


def _zip(name: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, b"0" * size)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7 nothing", "PDF 已损坏"),
        (_zip("word/document.xml", 101 * 1024 * 1024), "解压后过大"),
        (_zip("a.txt", 10), "压缩包"),
        (b"PK\x03\x04 nothing", "不是 Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Word"),
        (b"\x89PNG\r\n", "图片"),
        (b"<html></html>", "不是年度报告"),
        (b"<html><body>" + b"<div>" * 100_000 + b"</body></html>", "不是年度报告"),
        (b"<table>" + b"<tr><td colspan=99999 rowspan=99999>1</td></tr>" * 2000, "不是年度报告"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason):
        read(data, "a")


def test_entities_do_not_expand() -> None:
    bomb = (
        b'<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b"<html><body><p>&b;&b;&b;</p></body></html>"
    )
    assert sum(len(text) for _, text in open_container(bomb, "a.html").lines) < 200


def test_text_is_escaped_in_the_printer() -> None:
    texts = numbered(NEW, {"granted.total": "<5"})
    assert escape("<5") in print_html(NEW, texts).decode()
    cell = read(print_html(NEW, texts), "a.html").report.cells["granted.total"]
    assert cell.state is not State.VALUE
