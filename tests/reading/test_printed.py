"""Whatever is printed is read back; whatever is lost, no value that was not printed is given."""

import string
from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from govdash.errors import RefusedError
from govdash.forms import FORMS, Form
from govdash.forms.official import NATURAL_PERSON, TOTAL
from govdash.reading import read
from govdash.reading.tables import choose_form
from govdash.report import Cell, How, State
from tests.printer import ALL_LAYOUTS, TRADITIONAL, print_lines, print_report

MARKS = {"-": State.DASH, "—": State.DASH, "/": State.SLASH, "无": State.NONE_WORD}

# No shrinking: a document is one draw, and the smallest examples found stand in test_damage.py.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
FULL = settings(deadline=None, max_examples=60, derandomize=True, phases=PHASES, database=None)

Document = tuple[str, dict[str, str]]
"""A form's id, and what is printed in each of its cells."""

MORE = settings(FULL, max_examples=250)

forms = st.sampled_from(list(FORMS))
layouts = st.sampled_from(ALL_LAYOUTS)


def _count(draw: Random) -> str:
    return str(draw.choice([0, 1, 2, 7, draw.randrange(100), draw.randrange(100_000)]))


def _filled(draw: Random) -> str:
    """A number, sometimes with a thousands comma, or a mark for none."""
    kinds = [_count(draw), _count(draw), f"{draw.randrange(1000, 100_000):,}", *MARKS]
    return draw.choices(kinds, [9, 9, 3, 1, 1, 1, 1])[0]


def _anything(draw: Random) -> str:
    return draw.choices(["", _filled(draw)], [1, 2])[0]


def documents(text: Callable[[Random], str]) -> st.SearchStrategy[Document]:
    def made(form: str, seed: int) -> tuple[str, dict[str, str]]:
        draw = Random(seed)
        return form, {figure: text(draw) for figure in FORMS[form].figures}

    return st.builds(made, forms, st.integers(0, 2**32))


filled, anything = documents(_filled), documents(_anything)


def numbered(form: Form, without: Mapping[str, str] | None = None) -> dict[str, str]:
    """Every cell its own number, so that one in a wrong place is seen; some cells otherwise."""
    return {figure: str(101 + index) for index, figure in enumerate(form.figures)} | (without or {})


def number_of(text: str) -> Decimal | None:
    return Decimal(text.replace(",", "")) if text[:1].isdigit() else None


def cells_of(form: Form, lines: list[str]) -> Mapping[str, Cell]:
    """The cells read, or none where the document is refused or its form is not settled."""
    try:
        report = read("\n".join(lines).encode(), "printed.txt").report
    except RefusedError:
        return {}
    assert report.form is form
    return report.cells


def wrong(form: Form, texts: Mapping[str, str], lines: list[str]) -> dict[str, tuple[str, str]]:
    """Cells given a value that is not the one printed: (given, printed)."""
    return {
        figure: (str(cell.value), texts[figure])
        for figure, cell in cells_of(form, lines).items()
        if cell.value is not None and cell.value != number_of(texts[figure])
    }


def _beyond_pages(text: str) -> str:
    """Alone on its line, where no sum holds, a small number may be a page's and is not given."""
    return f"{text}000" if text.isdigit() and text != "0" else text


@FULL
@given(document=filled, layout=layouts)
def test_a_full_report_is_read_whole(document: Document, layout: str) -> None:
    form, texts = FORMS[document[0]], document[1]
    if layout == "lines":
        texts = {figure: _beyond_pages(text) for figure, text in texts.items()}
    cells = cells_of(form, print_lines(form, texts, layout))
    assert {figure: cell.value for figure, cell in cells.items()} == {
        figure: number_of(text) for figure, text in texts.items()
    }
    assert {figure: cells[figure].state for figure in texts} == {
        figure: MARKS.get(text, State.VALUE) for figure, text in texts.items()
    }
    assert {cell.how for cell in cells.values()} <= {How.PRINTED, None}


@FULL
@given(document=anything, layout=layouts)
def test_blanks_never_make_a_wrong_number(document: Document, layout: str) -> None:
    form, texts = FORMS[document[0]], document[1]
    assert wrong(form, texts, print_lines(form, texts, layout)) == {}


@FULL
@given(document=anything)
def test_a_grid_keeps_its_blanks(document: Document) -> None:
    """In a grid of tabs a blank cell has its place: one full row shows where columns stand."""
    form, texts = FORMS[document[0]], document[1]
    full = {figure: "7" for figure in texts if figure.startswith(("new_received.", "granted."))}
    full |= {figure: "7" for figure in texts if figure.startswith(("partial.", "deny_"))}
    texts |= full
    cells = cells_of(form, print_lines(form, texts, "tabs"))
    rows = [figure for figure in texts if figure.startswith("carried_in.") or "deny_" in figure]
    assert {figure: cells[figure].value for figure in rows} == {
        figure: number_of(texts[figure]) for figure in rows
    }


@pytest.mark.parametrize("layout", ["moved", TRADITIONAL])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_only_individuals(form: Form, layout: str) -> None:
    """Two equal values of a report whose applicants were all individuals are 自然人 and 总计."""
    texts = numbered(form)
    for figure in form.figures.values():
        if "." in figure.id:
            texts[figure.id] = "12" if figure.column in (NATURAL_PERSON, TOTAL) else ""
    lines = print_lines(form, texts, layout, "收到申请12件，都为个人提出。")
    cells = cells_of(form, lines)
    assert wrong(form, texts, lines) == {}
    assert (cells["granted.total"].value, cells["granted.total"].how) == (12, How.INFERRED)
    assert cells["granted.org_other"].state is State.BLANK


@pytest.mark.parametrize("layout", ALL_LAYOUTS)
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_encodings(form: Form, layout: str) -> None:
    text = print_report(form, numbered(form), layout).decode()
    for encoding in ("utf-8-sig", "gb18030", "utf-16"):
        report = read(text.replace("\n", "\r\n").encode(encoding), "printed.txt").report
        values = [int(cell.value or 0) for cell in report.cells.values()]
        assert values == list(range(101, 101 + len(form.figures)))


# ---------------------------------------------------------------- damage


def without_a_cell(line: str, place: int) -> str:
    """A line with one of its cells cut out together with a separator."""
    separator = next((mark for mark in "\t|" if mark in line), None)
    if separator is None:
        return line
    pieces = line.split(separator)
    del pieces[place % len(pieces)]
    return separator.join(pieces)


@MORE
@given(
    document=filled,
    layout=layouts,
    places=st.lists(st.integers(0, 10_000), min_size=1, max_size=6),
)
def test_lost_lines_of_a_full_report(document: Document, layout: str, places: list[int]) -> None:
    form, texts = FORMS[document[0]], document[1]
    lines = print_lines(form, texts, layout)
    for place in places:
        del lines[place % len(lines)]
    assert wrong(form, texts, lines) == {}


@MORE
@given(
    document=anything,
    layout=layouts,
    places=st.lists(st.integers(0, 10_000), min_size=1, max_size=4),
)
def test_lost_lines_of_a_report_with_blanks(
    document: Document, layout: str, places: list[int]
) -> None:
    form, texts = FORMS[document[0]], document[1]
    lines = print_lines(form, texts, layout)
    for place in places:
        del lines[place % len(lines)]
    assert wrong(form, texts, lines) == {}


@MORE
@given(
    document=anything,
    layout=st.sampled_from(["tabs", "bars"]),
    line=st.integers(0, 10_000),
    places=st.lists(st.integers(0, 100), min_size=1, max_size=2),
)
def test_lost_cells(document: Document, layout: str, line: int, places: list[int]) -> None:
    form, texts = FORMS[document[0]], document[1]
    lines = print_lines(form, texts, layout)
    tables = [index for index, text in enumerate(lines) if "\t" in text or "|" in text]
    index = tables[line % len(tables)]
    for place in places:
        lines[index] = without_a_cell(lines[index], place)
    assert wrong(form, texts, lines) == {}


@MORE
@given(form=forms, layout=layouts, place=st.integers(0, 10_000), twice=st.booleans())
def test_doubled_lines(form: str, layout: str, place: int, twice: bool) -> None:
    texts = numbered(FORMS[form])
    lines = print_lines(FORMS[form], texts, layout)
    index = place % len(lines)
    lines[index:index] = [lines[index]] * (1 + twice)
    assert wrong(FORMS[form], texts, lines) == {}


@MORE
@given(form=forms, one=st.integers(0, 10_000), other=st.integers(0, 10_000))
def test_swapped_rows(form: str, one: int, other: int) -> None:
    texts = numbered(FORMS[form])
    lines = print_lines(FORMS[form], texts, "tabs")
    one, other = one % len(lines), other % len(lines)
    lines[one], lines[other] = lines[other], lines[one]
    assert wrong(FORMS[form], texts, lines) == {}


@MORE
@given(
    document=filled,
    layout=layouts,
    places=st.lists(st.integers(0, 100_000), min_size=1, max_size=8),
    garbage=st.sampled_from("口某丶□?x*"),
)
def test_garbled_words(document: Document, layout: str, places: list[int], garbage: str) -> None:
    """Any characters but those of a cell's own value, its marks and separators."""
    form, texts = FORMS[document[0]], document[1]
    text = list("\n".join(print_lines(form, texts, layout)))
    kept = set(string.digits + string.whitespace + "|,/-—无")
    words = [index for index, character in enumerate(text) if character not in kept]
    for place in places:
        text[words[place % len(words)]] = garbage
    assert wrong(form, texts, "".join(text).split("\n")) == {}


def test_the_properties_can_fail() -> None:
    """The judge itself: a value moved by one column is seen."""
    form = next(iter(FORMS.values()))
    texts = numbered(form)
    shifted = texts | {"granted.total": texts["granted.org_other"]}
    lines = print_lines(form, shifted, "tabs")
    assert list(wrong(form, texts, lines)) == ["granted.total"]
    assert choose_form([]) is None
