"""The places of a document that may say who published it, for which year and when.

Each function asks one place and gives what it says, in the order it stands there. The sequences
`AGENCY`, `YEAR` and `PUBLISHED` are the order in which the places decide.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import PurePath

from govdash.forms.official import OVERVIEW
from govdash.places.names import Weight, is_government, plain, weigh
from govdash.reading import dates
from govdash.reading.dates import arabic_years, is_a_year
from govdash.reading.kinds import kind_of_title
from govdash.reading.metadata import publishers
from govdash.reading.parts import Parts
from govdash.reading.prose import (
    NOW,
    Announced,
    Ours,
    acting,
    announced,
    clauses,
    contact,
    ours,
    spoken_years,
    uncited,
)
from govdash.reading.text import Line, half_width, squeeze
from govdash.reading.titles import Title, find_titles, pieces, read_title
from govdash.report import Period

_MOST_LINES = 3000
_LONGEST_LINE = 300
"""A line of a menu, a table or a title; what is longer is running text."""

_OTHERS = re.compile(
    r"(?:上一?[篇条页]|下一?[篇条页]|前一?[篇条]|后一?[篇条]|推荐阅读|相关(?:阅读|链接|文章|信息|文件|内容)|热门)[::]?"
)
"""What a site writes before the title of another page."""

_NOTICE = re.compile(
    r"(?P<name>[㐀-鿿·]{4,40})关于(?:发布|公布|公开)?(?P<title>20\d\d年.{0,10}公开.{0,10}报告)的?(?:公告|通告)"
)
_PROSE = 1200
_OVERVIEW = 600
_FIRST_CLAUSES = 40
_PREAMBLE_CLAUSES = 12
_SHORTEST_SENTENCE = 20
_LAST_LINES = 5
_STOPS = ("。", ";", ":", "!", "?")
_FILE_YEAR = re.compile(r"(?:^|[_\-\s(])(20[0-4]\d)(?:年度?)?(?=$|[_\-\s.)])")
_FILE_CUT = re.compile(r"[_\-\s.()]+")
_ANY_YEAR = re.compile(r"20\d\d")
_TOGETHER = re.compile(r"[我全](?:省|市|州|盟|县|区|旗)")


class Places:
    """The places of a document that may say who, for which year and when."""

    def __init__(self, parts: Parts, path: str) -> None:
        self._parts = parts
        self.lines = parts.heading[:_MOST_LINES]
        self.texts = [squeeze(line.text).rstrip("|") for line in self.lines]
        self.file = squeeze(PurePath(path).stem) if path else ""

    @cached_property
    def titles(self) -> list[Title]:
        """Every title above section 一."""
        texts = [
            text
            for text in self.texts
            if text
            and len(text) <= _LONGEST_LINE
            and not kind_of_title(text)
            and not _OTHERS.match(text)
        ]
        return list(find_titles(pieces(texts)))

    @cached_property
    def labels(self) -> list[str]:
        """The lines that may have a label or a day, in half width, with the blanks between them."""
        pairs = zip(self.lines, self.texts, strict=True)
        return [
            half_width(line.text) for line, text in pairs if text and len(text) <= _LONGEST_LINE
        ]

    @cached_property
    def overview(self) -> str:
        """The beginning of section 一."""
        return _sentences(self._parts.lines(OVERVIEW), _OVERVIEW)

    @cached_property
    def preamble(self) -> str:
        """The sentences above section 一, without titles and menus."""
        return _sentences(self.lines, _PROSE)

    @cached_property
    def prose(self) -> str:
        """Preamble and overview."""
        return f"{self.preamble}\n{self.overview}"

    @cached_property
    def said(self) -> list[str]:
        """The clauses of preamble and overview."""
        return self.said_above + self.said_below

    @cached_property
    def said_above(self) -> list[str]:
        """The clauses of the preamble."""
        return clauses(self._preamble)

    @cached_property
    def said_below(self) -> list[str]:
        """The clauses of the overview."""
        return clauses(self._overview)

    @cached_property
    def years_spoken(self) -> list[int]:
        """The years that the sentences of the overview tell, else those of the preamble."""
        return spoken_years(self._overview) or spoken_years(self._preamble)

    @cached_property
    def _preamble(self) -> str:
        return uncited(self.preamble)

    @cached_property
    def _overview(self) -> str:
        return uncited(self.overview)

    @cached_property
    def announced(self) -> list[Announced]:
        """The reports that the preamble announces; further down one has to say 现 or 特."""
        above = self.said_above[:_FIRST_CLAUSES]
        said = above[:_PREAMBLE_CLAUSES] + [
            clause
            for clause in above[_PREAMBLE_CLAUSES:] + self.said_below[:_PREAMBLE_CLAUSES]
            if NOW.search(clause)
        ]
        return list(announced(said, self.prose))

    @cached_property
    def period(self) -> Period | None:
        """The days that the figures cover."""
        return dates.period("".join(self.texts) if len(self.preamble) < 40 else self.preamble) or (
            dates.period(self.overview)
        )

    @property
    def is_report(self) -> bool:
        """Whether a title or a section says that this is a report."""
        return bool(self._parts.sections or self.titles)

    @property
    def names_a_year(self) -> bool:
        """Whether a line that may be of the report, and not of its page, has any year in it."""
        own = [text for text in self.texts if "公开" in text or "报" in text]
        return bool(_ANY_YEAR.search(arabic_years("\n".join([*own, self.overview, self.file]))))

    @cached_property
    def ours(self) -> Ours:
        """What the agency calls itself."""
        return ours(self.prose)

    @cached_property
    def last(self) -> list[str]:
        """The last lines of the document, where a letter is signed."""
        sections = list(self._parts.sections.values())
        lines = sections[-1] if sections else self.lines
        return [text for line in lines[-2 * _LAST_LINES :] if (text := squeeze(line.text))][
            -_LAST_LINES:
        ]


def _sentences(lines: Iterable[Line], most: int) -> str:
    """Lines of running text, put together where a print has broken them."""
    text = ""
    for line in lines:
        piece = squeeze(line.text[:most]).strip("|")
        is_short = len(piece) < _SHORTEST_SENTENCE and not piece.endswith("。")
        if is_short and (not text or text.endswith(_STOPS)):
            continue
        if read_title(piece):
            continue
        torn = text and not text.endswith(_STOPS) and len(piece) > 1
        text += piece if torn or not text else "\n" + piece
        if len(text) >= most:
            break
    return text[:most]


# ---------------------------------------------------------------- agency


def _titles(places: Places) -> Iterator[str]:
    for title in places.titles:
        if title.agency and not title.above:
            yield title.agency


def _preamble(places: Places) -> Iterator[str]:
    for report in places.announced:
        if report.agency:
            yield report.agency


def _composer(places: Places) -> Iterator[str]:
    for report in places.announced:
        if report.composer:
            yield report.composer


def _above(places: Places) -> Iterator[str]:
    for title in places.titles:
        if title.agency and title.above and title.year:
            yield title.agency


def _below(places: Places) -> Iterator[str]:
    """The line below a title that has no name, where a name is all of it."""
    for title, below in pairwise([text for text in places.texts if text]):
        read = read_title(title)
        name = below.removeprefix("(").removesuffix(")")
        if read and read.agency is None and weigh(name) >= Weight.PROPER:
            yield name


def _notices(places: Places) -> Iterator[str]:
    """The title of an announcement that the report is part of: …关于公布…年度报告的公告."""
    for text in places.texts:
        found = _NOTICE.fullmatch(text) if "关于" in text else None
        title = read_title(found["name"] + found["title"]) if found else None
        if title and title.agency:
            yield title.agency


def _metadata(places: Places) -> Iterator[str]:
    # News and notices have publishers as well.
    if places.is_report:
        yield from publishers(places.labels)


def _body(places: Places) -> Iterator[str]:
    agency = acting(places.said[:_FIRST_CLAUSES], places.prose)
    if agency and (not is_government(agency) or _TOGETHER.search(places.prose)):
        yield agency


def _contact(places: Places) -> Iterator[str]:
    agency = contact(places.said, places.ours)
    if agency:
        yield plain(agency)


def _signed(places: Places) -> Iterator[str]:
    for text in places.last:
        if weigh(text) >= Weight.KNOWN:
            yield text


def _file(places: Places) -> Iterator[str]:
    name = places.file
    title = read_title(name)
    for each in [title.agency or ""] if title else _FILE_CUT.split(name):
        if weigh(each) >= Weight.PROPER:
            yield each
            return


AGENCY: tuple[tuple[str, Callable[[Places], Iterator[str]]], ...] = (
    ("title", _titles),
    ("preamble", _preamble),
    ("composer", _composer),
    ("above_title", _above),
    ("below_title", _below),
    ("announcement", _notices),
    ("metadata", _metadata),
    ("body", _body),
    ("contact", _contact),
    ("sign_off", _signed),
    ("file_name", _file),
)
"""The places that name the agency, first the one that decides."""


# ---------------------------------------------------------------- year


def _title_years(places: Places) -> Iterator[int]:
    for title in places.titles:
        if title.year:
            yield title.year


def _period_years(places: Places) -> Iterator[int]:
    period = places.period
    if period and period.start and is_a_year(period):
        yield int(period.start[:4])


def _announced_years(places: Places) -> Iterator[int]:
    for report in places.announced:
        if report.year:
            yield report.year


def _body_years(places: Places) -> Iterator[int]:
    yield from places.years_spoken


def _file_years(places: Places) -> Iterator[int]:
    title = read_title(places.file)
    if title and title.year:
        yield title.year
    elif found := _FILE_YEAR.search(places.file):
        yield int(found[1])


YEAR: tuple[tuple[str, Callable[[Places], Iterator[int]]], ...] = (
    ("title", _title_years),
    ("period", _period_years),
    ("preamble", _announced_years),
    ("body", _body_years),
    ("file_name", _file_years),
)
"""The places that tell the year, first the one that decides; `published` comes after them."""

# ---------------------------------------------------------------- day of publication


def _labelled(places: Places) -> Iterator[str]:
    for printed in places.labels:
        if "20" in printed and (found := dates.labelled(printed)):
            yield found
            return


def _loose(places: Places) -> Iterator[str]:
    below = 0
    for printed in places.labels:
        if "20" in printed and (found := dates.loose(printed, below > 0)):
            yield found
            return
        below = 3 if read_title(squeeze(printed).strip("|")) else below - 1


def _made(places: Places) -> Iterator[str]:
    for printed in places.labels:
        if "20" in printed and (found := dates.made(printed)):
            yield found
            return


def _signed_day(places: Places) -> Iterator[str]:
    for text in places.last:
        if found := dates.signed(text):
            yield found


PUBLISHED: tuple[tuple[str, Callable[[Places], Iterator[str]]], ...] = (
    ("label", _labelled),
    ("below_title", _loose),
    ("made", _made),
    ("sign_off", _signed_day),
)
"""The places that tell the day of publication, first the one that decides."""
