"""A random report in one layout with some damages: what is printed, and the file."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from govdash.forms import FORMS
from tests.printer import pages
from tests.printer.damage import DAMAGES, Damage, File
from tests.printer.draw import FILLS, Drawn, drawn
from tests.printer.form import Report, report
from tests.printer.text import GLUED, PRINTERS, SPACED, TRADITIONAL

_MOST_DAMAGES = 3
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16")


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout: what sort of file it is, which fills it shows, how it is made."""

    name: str
    file: File
    suffix: str
    make: Callable[[Report], list[str] | str | bytes]
    fills: tuple[str, ...] = ("plain", "dashes")
    without: tuple[str, ...] = ()


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


def possible(layout: Layout) -> tuple[Damage, ...]:
    """The damages that happen to files of a layout, and after which it can be read."""
    return tuple(
        damage
        for damage in DAMAGES
        if layout.file in damage.of and damage.name not in layout.without
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
