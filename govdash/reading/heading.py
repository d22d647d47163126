"""Who published a report, for which year, and when: what each place of the document says, in order.

Every place is asked; the first in the order below that tells a thing decides it.

- Agency: the title; the preamble (现公布…年报, 由…编制, 汇总…各); the line above a title that has no
  name; the metadata (发布机构, 来源); the subject of the first sentences; the sign-off at the end; the
  file's name. Title and preamble decide alone; a later place only where no other one contradicts it
  and it fits what the agency calls itself (我局, 本镇).
- Year: the title; 统计期限; the report that the preamble announces; the sentences of 一; the file's
  name; and where nothing else speaks, the year before a publication date in the legal time
  (January to March).
- Day of publication: a label (发布时间, 发文日期); a line of the site below the title; 成文日期; the
  sign-off.

What a person wrote into `sources.csv` stands before all of this; `govdash.pipeline` adds it. A
contradiction within one place leaves the thing open, unless other places agree with one side: then
it is None and the evidence holds the candidates. Document numbers (〔2021〕30号), index numbers and
dates of the copy are never asked for the year.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from govdash.forms.official import OVERVIEW
from govdash.places.names import Weight, is_government, is_office, same, weigh
from govdash.reading import dates
from govdash.reading.metadata import publishers
from govdash.reading.parts import Parts
from govdash.reading.prose import Ours, acting, announced, ours, spoken_years
from govdash.reading.text import Line, squeeze
from govdash.reading.titles import Title, find_titles, pieces, read_title
from govdash.report import Claim, Period

_MOST_LINES = 3000
_PROSE = 1500
_OVERVIEW = 1500
_SHORTEST_SENTENCE = 20
_LAST_LINES = 5
_STOPS = ("。", ";", ":", "!", "?")
_LEGAL_TIME = ("01", "02", "03")
_FILE_YEAR = re.compile(r"(?:^|[_\-\s(])(20[0-4]\d)(?:年度?)?(?=$|[_\-\s.)])")
_FILE_CUT = re.compile(r"[_\-\s.()]+")
_TOGETHER = re.compile(r"[我全](?:省|市|州|盟|县|区|旗)")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a document says of itself; None where it does not say or contradicts itself."""

    title: str | None
    agency: str | None
    year: int | None
    published: str | None
    period: Period | None = None
    evidence: tuple[Claim, ...] = ()


class Places:
    """The places of a document that may say who, for which year and when."""

    def __init__(self, parts: Parts, path: str) -> None:
        self._parts = parts
        self.lines = parts.heading[:_MOST_LINES]
        self.texts = [squeeze(line.text) for line in self.lines]
        self.file = squeeze(PurePath(path).name)

    @cached_property
    def titles(self) -> list[Title]:
        """Every title above section 一."""
        return list(find_titles(pieces(self.texts)))

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
    def announced(self) -> list[tuple[str | None, int | None]]:
        """The reports that the preamble announces, or that section 一 does where it is missing."""
        return list(announced(self.prose))

    @cached_property
    def period(self) -> Period | None:
        """The days that the figures cover."""
        return dates.period("".join(self.texts) if len(self.preamble) < 40 else self.preamble) or (
            dates.period(self.overview)
        )

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
        if len(piece) < _SHORTEST_SENTENCE and (not text or text.endswith(_STOPS)):
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
    for agency, _ in places.announced:
        if agency:
            yield agency


def _above(places: Places) -> Iterator[str]:
    for title in places.titles:
        if title.agency and title.above and title.year:
            yield title.agency


def _metadata(places: Places) -> Iterator[str]:
    yield from publishers(line.text for line in places.lines)


def _body(places: Places) -> Iterator[str]:
    agency = acting(places.prose)
    if agency and (not is_government(agency) or _TOGETHER.search(places.prose)):
        yield agency


def _signed(places: Places) -> Iterator[str]:
    for text in places.last:
        if weigh(text) >= Weight.KNOWN:
            yield text


def _file(places: Places) -> Iterator[str]:
    name = PurePath(places.file).stem
    title = read_title(name)
    for each in [title.agency or ""] if title else _FILE_CUT.split(name):
        if weigh(each) >= Weight.PROPER:
            yield each
            return


AGENCY: tuple[tuple[str, Callable[[Places], Iterator[str]]], ...] = (
    ("title", _titles),
    ("preamble", _preamble),
    ("above_title", _above),
    ("metadata", _metadata),
    ("body", _body),
    ("sign_off", _signed),
    ("file_name", _file),
)
"""The places that name the agency, first the one that decides."""

_DECIDE_ALONE = frozenset({"title", "preamble"})
_OFFICES_FOR_OTHERS = frozenset({"metadata", "sign_off"})
"""Where an office stands that publishes its government's report as well as its own."""

# ---------------------------------------------------------------- year


def _title_years(places: Places) -> Iterator[int]:
    for title in places.titles:
        if title.year:
            yield title.year


def _period_years(places: Places) -> Iterator[int]:
    period = places.period
    if period and period.start and period.end and period.start[4:] == "-01-01":
        if period.end == f"{period.start[:4]}-12-31":
            yield int(period.start[:4])


def _announced_years(places: Places) -> Iterator[int]:
    for _, year in places.announced:
        if year:
            yield year


def _body_years(places: Places) -> Iterator[int]:
    yield from spoken_years(places.overview or places.preamble)


def _file_years(places: Places) -> Iterator[int]:
    title = read_title(PurePath(places.file).stem)
    if title and title.year:
        yield title.year
    elif found := _FILE_YEAR.search(PurePath(places.file).stem):
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
    for line in places.lines:
        if found := dates.labelled(line.text):
            yield found
            return


def _loose(places: Places) -> Iterator[str]:
    below = 0
    for line, text in zip(places.lines, places.texts, strict=True):
        if not text:
            continue
        if found := dates.loose(line.text, below > 0):
            yield found
            return
        below = 3 if read_title(text) else below - 1


def _made(places: Places) -> Iterator[str]:
    for line in places.lines:
        if found := dates.made(line.text):
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


# ---------------------------------------------------------------- decision


def read_heading(parts: Parts, path: str = "") -> Heading:
    """Ask every place and decide; a document without sections is all heading."""
    places = Places(parts, path)
    names = {source: _distinct(find(places)) for source, find in AGENCY}
    years = {source: list(find(places)) for source, find in YEAR}
    days = {source: list(find(places)) for source, find in PUBLISHED}
    published, _ = _first(days)
    agency, agency_source = _agency(names, places.ours)
    year, year_source = _year(years, places.titles, agency)
    if year is None and not any(years.values()) and published and published[5:7] in _LEGAL_TIME:
        year, year_source = int(published[:4]) - 1, "published"
        years["published"] = [year]
    evidence = (
        *_claims("agency", names, agency, agency_source),
        *_claims("year", years, year, year_source),
        *_claims("published", days, published, _first(days)[1]),
    )
    return Heading(
        _title(places.titles, agency, year), agency, year, published, places.period, evidence
    )


def _distinct(names: Iterable[str]) -> list[str]:
    """The names of one place, those of one agency as often as they stand there."""
    return [name for name in names if weigh(name) > Weight.GENERIC]


def _agency(names: dict[str, list[str]], us: Ours) -> tuple[str | None, str]:
    """The agency and the place that decided, or None where the places leave it open."""
    for source, found in names.items():
        if not found:
            continue
        if source in _DECIDE_ALONE:
            chosen = _most_agreed(found, names)
            if chosen:
                return chosen, source
            continue
        usable = [
            name for other in names for name in names[other] if _is_usable(other, name, names, us)
        ]
        if not usable:
            return None, ""
        first = usable[0]
        if all(same(first, name) for name in usable):
            return first, next(other for other in names if first in names[other])
        return None, ""
    return None, ""


def _most_agreed(found: Sequence[str], names: dict[str, list[str]]) -> str | None:
    """The one agency that is named; of several the one that most places name."""
    groups: list[str] = []
    for name in found:
        if not any(same(name, group) for group in groups):
            groups.append(name)
    if len(groups) == 1:
        return groups[0]
    votes = {
        group: sum(same(group, name) for some in names.values() for name in some)
        for group in groups
    }
    best = max(votes.values())
    leaders = [group for group in groups if votes[group] == best]
    return leaders[0] if len(leaders) == 1 else None


def _is_usable(source: str, name: str, names: dict[str, list[str]], us: Ours) -> bool:
    """Whether a place that does not decide alone may have a say with this name."""
    if source in _DECIDE_ALONE or not us.fits(name):
        return False
    if source in _OFFICES_FOR_OTHERS and is_office(name):
        return "办" in us.words or any(same(name, other) for other in names["above_title"])
    return True


def _year(
    years: dict[str, list[int]], titles: Sequence[Title], agency: str | None
) -> tuple[int | None, str]:
    """The year and the place that decided; several years in one place are settled by the others."""
    for source, found in years.items():
        own = [
            title.year
            for title in titles
            if title.year and title.agency and agency and same(title.agency, agency)
        ]
        choices = set(own if source == "title" and own else found)
        if not choices:
            continue
        if len(choices) == 1:
            return choices.pop(), source
        votes = Counter(
            year for other, some in years.items() if other != source for year in set(some)
        )
        ranked = sorted(choices, key=lambda year: -votes[year])
        if votes[ranked[0]] > votes[ranked[1]]:
            return ranked[0], source
    return None, ""


def _first(days: dict[str, list[str]]) -> tuple[str | None, str]:
    for source, found in days.items():
        if found:
            return found[0], source
    return None, ""


def _title(titles: Sequence[Title], agency: str | None, year: int | None) -> str | None:
    """The title of the report itself: with its agency and year, else with one of them."""
    fitting = [title for title in titles if title.year in (None, year)]
    named = [title for title in fitting if title.agency and agency and same(title.agency, agency)]
    whole = [title for title in named if title.year]
    bare = [title for title in fitting if title.agency is None]
    return next((title.text for title in (*whole, *named, *bare)), None)


def _claims(
    field: str, found: dict[str, list[str]] | dict[str, list[int]], used: object, source: str
) -> Iterator[Claim]:
    """What every place said, each thing once a place."""
    for place, values in found.items():
        for value in dict.fromkeys(values):
            yield Claim(field, place, str(value), value == used and place == source)
