"""Tables behind the last section, in an appendix that the sections refer to."""

import pytest

from govdash.errors import RefusedError, Why
from govdash.forms import FORMS, Form
from govdash.forms.official import OTHER
from govdash.reading import read
from tests.printer import print_lines
from tests.reading.test_printed import numbered

NEW = FORMS["2021"]
HEADS = ("附件1：主动公开政府信息情况统计表", "附件2", "附件3")


def pieces(form: Form, layout: str) -> tuple[list[str], list[list[str]], list[str]]:
    """The lines above section 二, the tables, and the lines from section 五 on."""
    lines = print_lines(form, numbered(form), layout)
    places = [
        next(at for at, line in enumerate(lines) if line.startswith(title))
        for title in ("二、主动", "三、收到", "四、政府", "五、")
    ]
    tables = [
        lines[start + 1 : end] for start, end in zip(places, [*places[1:], None], strict=True)
    ][:3]
    return lines[: places[0]], tables, lines[places[3] :]


def document(form: Form, layout: str, behind: list[str]) -> bytes:
    above, _, below = pieces(form, layout)
    titles = [
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]
    said = [line for title in titles for line in (title, "统计数据详见附件。")]
    return "\n".join([*above, *said, *below, *behind]).encode()


def appended(form: Form, layout: str) -> list[str]:
    _, tables, _ = pieces(form, layout)
    return [line for head, table in zip(HEADS, tables, strict=True) for line in (head, *table)]


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize("layout", ["lines", "tabs", "bars", "moved", "markdown", "single blanks"])
def test_every_table_of_an_appendix(form: Form, layout: str) -> None:
    report = read(document(form, layout, appended(form, layout)), "a.txt").report
    assert report.form is form
    assert {figure: str(cell.value) for figure, cell in report.cells.items()} == numbered(form)
    # The lines lead to the appendix, and the last section ends where it begins.
    assert len(report.sections[OTHER.id]) < 30


def test_the_appendices_of_several_agencies_are_nobodys() -> None:
    behind = [line for name in "甲乙" for line in (f"附件{name}局", *appended(NEW, "tabs"))]
    with pytest.raises(RefusedError) as told:
        read(document(NEW, "tabs", behind), "a.txt")
    assert told.value.code is Why.NO_TABLES


def test_tables_that_no_appendix_announces_are_left_alone() -> None:
    _, tables, _ = pieces(NEW, "tabs")
    with pytest.raises(RefusedError):
        read(document(NEW, "tabs", [line for table in tables for line in table]), "a.txt")
