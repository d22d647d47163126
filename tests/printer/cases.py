"""A random report in one layout with some damages: what is printed, and the file."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise, product
from random import Random

from govdash.forms import FORMS
from govdash.forms.official import CASES, DISCLOSURE
from tests.printer import pages
from tests.printer.damage import DAMAGES, Damage, File
from tests.printer.draw import FILLS, Drawn, Values, drawn
from tests.printer.form import Report, report
from tests.printer.text import GLUED, PRINTERS, SPACED, TRADITIONAL

_MOST_DAMAGES = 3
_UNSUMMED = ("（六） as one row",)
"""Without three of its rows no column adds up, which alone could separate digits."""
RULED = "PDF, ruled"
_HEADED = ("header lost",)
"""Without headings nothing on a page says where its blanks are."""
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16")


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout: what sort of file it is, which fills it shows, how it is made."""

    name: str
    file: File
    suffix: str
    make: Callable[[Report], list[str] | str | bytes]
    fills: tuple[str, ...] = ("plain", "dashes")
    glued: bool = False


_KEEPS = ("plain", "dashes", "blanks")
_ONE_LINE = ("plain",)


def _text(name: str) -> Layout:
    one_line = name in (GLUED, SPACED)
    keeps = name in ("tabs", "labels above", "markdown", "markdown in pieces", "bars")
    return Layout(
        name,
        File.ONE_LINE if one_line else File.LINES,
        ".md" if "markdown" in name else ".txt",
        PRINTERS[name],
        _ONE_LINE if one_line else _KEEPS if keeps else ("plain", "dashes"),
        name == GLUED,
    )


LAYOUTS = (
    *(_text(name) for name in PRINTERS if name != TRADITIONAL),
    Layout("web page", File.WEB, ".html", pages.html_page, _KEEPS),
    Layout("web page by Word", File.WEB, ".html", pages.html_word, _KEEPS),
    Layout("web page, broken words", File.WEB, ".html", pages.html_broken, _KEEPS),
    Layout("web page, one table", File.WEB, ".html", pages.html_one_table, _KEEPS),
    Layout("web page, divisions", File.WEB, ".html", pages.html_divisions),
    Layout("Word", File.WORD, ".docx", pages.word_file, _KEEPS),
    Layout("PDF", File.PDF, ".pdf", pages.pdf_file),
    Layout("PDF, wrapped", File.PDF, ".pdf", lambda made: pages.pdf_file(made, wrapped=True)),
    Layout(RULED, File.PDF, ".pdf", lambda made: pages.pdf_file(made, ruled=True), _KEEPS),
)
BY_NAME = {layout.name: layout for layout in LAYOUTS}


@dataclass(frozen=True, slots=True)
class Case:
    """What is printed, with which damages, and the file."""

    layout: Layout
    drawn: Drawn
    damages: tuple[str, ...]
    name: str
    data: bytes

    @property
    def numbers(self) -> Values:
        """The printed numbers that a person could tell apart.

        Where digits of cells run together, section 二 has no sum that would part them, and that
        of section 四 may leave several ways.
        """
        if not self.layout.glued:
            return self.drawn.numbers
        unsettled = {
            figure.id
            for block in self.drawn.form.in_section(DISCLOSURE)
            for figure in block.figures
            if len(block.columns) > 1
        } | _unsettled_cases(self.drawn)
        return {
            figure: value for figure, value in self.drawn.numbers.items() if figure not in unsettled
        }


def _unsettled_cases(drawn: Drawn) -> set[str]:
    """The figures of section 四 that its digits and sums leave open: all ways are tried."""
    (block,) = drawn.form.in_section(CASES)
    figures = [figure.id for figure in block.figures]
    digits = "".join(f"{drawn.values[figure]:f}" for figure in figures)

    def parts(text: str, count: int) -> Iterator[tuple[int, ...]]:
        for cuts in combinations(range(1, len(text)), count - 1):
            pieces = [text[a:b] for a, b in pairwise((0, *cuts, len(text)))]
            if all(piece == "0" or piece[0] != "0" for piece in pieces):
                yield tuple(map(int, pieces))

    found = []
    for one, two in combinations(range(1, len(digits)), 2):
        groups = [
            [part for part in parts(text, 5) if sum(part[:4]) == part[4]]
            for text in (digits[:one], digits[one:two], digits[two:])
        ]
        found += [first + second + third for first, second, third in product(*groups)]
    return {
        figure
        for figure, ways in zip(figures, zip(*found, strict=True), strict=True)
        if len(set(ways)) > 1
    }


def possible(layout: Layout) -> tuple[Damage, ...]:
    """The damages that happen to files of a layout, and after which it can be read."""
    return tuple(
        damage
        for damage in DAMAGES
        if layout.file in damage.of
        and not (layout.glued and damage.name in _UNSUMMED)
        and not (layout.name == RULED and damage.name in _HEADED)
    )


def case(layout: Layout, seed: int, damages: tuple[Damage, ...] | None = None) -> Case:
    """One random report: the same for the same layout and seed."""
    draw = Random(f"{layout.name} {seed}")
    made = drawn(draw.choice(list(FORMS.values())), draw, FILLS[draw.choice(layout.fills)])
    if damages is None:
        some = possible(layout)
        chosen = draw.sample(some, draw.randrange(min(_MOST_DAMAGES, len(some)) + 1))
        damages = tuple(sorted(chosen, key=DAMAGES.index))
    for damage in damages:
        made = damage.figures(made, draw) if damage.figures else made
    printed = report(made.form, made.texts)
    for damage in damages:
        printed = damage.report(printed, draw) if damage.report else printed
    names = tuple(damage.name for damage in damages)
    return Case(
        layout, made, names, f"{seed}{layout.suffix}", _file(layout, printed, damages, draw)
    )


def _file(layout: Layout, printed: Report, damages: tuple[Damage, ...], draw: Random) -> bytes:
    made = layout.make(printed)
    if isinstance(made, bytes):
        return made
    if isinstance(made, str):
        return made.encode(draw.choice(ENCODINGS[:-1]))
    for damage in damages:
        made = damage.lines(made, draw) if damage.lines else made
    end = draw.choice(["\n", "\n", "\r\n"])
    return end.join(made).encode(draw.choice(ENCODINGS))
