"""Who published a report, for which year, and when: what each place of the document says, in order.

Every place is asked; the first in the order below that tells a thing decides it.

- Agency: the title; the preamble (现公布…年报, 汇总…各); who has put it together (由…编制); the line
  above a title that has no name, or below it; the title of an announcement (…关于公布…的公告); the
  metadata (发布机构, 来源); the subject of the first sentences; whom to ask; the sign-off; the
  file's name. The first three decide alone. A later place has a say only where it fits what the
  agency calls itself (我局, 本镇) and what the titles print in the name's place, and all later
  places together have to mean one agency. An office that publishes or puts together its
  government's report is not taken for the agency.
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
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from govdash.places.names import Weight, is_office, same, weigh
from govdash.reading.kinds import declared
from govdash.reading.parts import Parts
from govdash.reading.prose import Ours
from govdash.reading.titles import Title
from govdash.reading.witnesses import AGENCY, PUBLISHED, YEAR, Places
from govdash.report import Claim, Period

# 公开我局2020年…报告 is read as a title as well.
_SENTENCE = re.compile(r"^[我本]|(?:公布|公开|发布)[我本]")
_LEGAL_TIME = ("01", "02", "03")
_DECIDE_ALONE = frozenset({"title", "preamble", "composer"})
_OF_NOTICES = "announcement"
_OFFICES_FOR_OTHERS = frozenset({"composer", "metadata", "sign_off"})
"""Where an office stands that publishes its government's report as well as its own."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What a document says of itself; None where it does not say or contradicts itself.

    `above` are the squeezed lines above the first section; `is_of_a_report` tells whether a title,
    an announcement or the days that figures cover say that this is a report, or a part of one.
    """

    title: str | None
    agency: str | None
    year: int | None
    published: str | None
    period: Period | None = None
    evidence: tuple[Claim, ...] = ()
    above: tuple[str, ...] = ()
    is_of_a_report: bool = False


def read_heading(parts: Parts, path: str = "") -> Heading:
    """Ask every place and decide; a document without sections is all heading."""
    places = Places(parts, path)
    names = {source: _distinct(find(places)) for source, find in AGENCY}
    years = {source: list(find(places)) for source, find in YEAR}
    days = {source: list(find(places)) for source, find in PUBLISHED}
    published, _ = _first(days)
    others = {year for source, some in years.items() if source != "title" for year in some}
    titles = _own(places.titles, others, names["file_name"], places.ours, published)
    names["title"] = _distinct(_named(titles))
    years["title"] = [title.year for title in titles if title.year]
    printed = [
        title.printed for title in titles if not title.above and not _SENTENCE.search(title.printed)
    ]
    agency, agency_source = _agency(names, places.ours, printed)
    year, year_source = _year(years, titles, agency)
    if _is_old(year, year_source, years, published):
        year, year_source = None, ""
    if year is None and published and published[5:7] in _LEGAL_TIME and not places.names_a_year:
        year, year_source = int(published[:4]) - 1, "published"
        years["published"] = [year]
    if year is not None and published is not None and published <= f"{year}-12-31":
        # A day within the year reported on is another page's.
        later = (day for found in days.values() for day in found if day > f"{year}-12-31")
        published = next(later, None)
    evidence = (
        *_claims("agency", names, agency, agency_source),
        *_claims("year", years, year, year_source),
        *_claims("published", days, published, _first(days)[1]),
    )
    title = _title(titles, agency, year)
    if title is None and agency_source != _OF_NOTICES and declared(places.texts):
        # Another notice's or an explanation's publisher and date are no report's.
        agency = None
    announced = names["preamble"] or names["composer"] or (years["preamble"] and places.ours.words)
    return Heading(
        title,
        agency,
        year,
        published,
        places.period,
        evidence,
        tuple(places.texts),
        bool(title or announced or places.period),
    )


def _own(
    titles: Sequence[Title],
    others: Collection[int],
    files: Sequence[str],
    us: Ours,
    published: str | None,
) -> list[Title]:
    """The titles without those of other pages: an older one in a side bar, with its agency's name.

    A title is another page's where the text tells another year and calls itself otherwise, or the
    file has another name; and where one of another year and without a name stands below.
    """
    foreign: set[int] = set()
    for place, title in enumerate(titles):
        if title.year is None or title.agency is None or title.above or title.year in others:
            continue
        below = [
            at
            for at in range(place + 1, len(titles))
            if titles[at].year not in (None, title.year) and _is_nameless(titles[at])
        ]
        is_other = not us.fits(title.agency) or (files and not same(files[0], title.agency))
        if below or (others and is_other):
            foreign.add(place)
        # Nor is the other sure to be the report's own: it may head a list of former years.
        foreign.update(at for at in below if not _is_told(titles[at].year, others, published))
    return [title for place, title in enumerate(titles) if place not in foreign]


def _named(titles: Iterable[Title]) -> Iterator[str]:
    """The names in titles; of one that heads several years as often as its commonest."""
    named = [title for title in titles if title.agency and not title.above]
    times = Counter((title.agency, title.year) for title in named)
    for agency in dict.fromkeys(title.agency for title in named):
        most = max(count for (name, _), count in times.items() if name == agency)
        yield from [agency or ""] * most


def _is_nameless(title: Title) -> bool:
    return title.agency is None or title.above


def _is_told(year: int | None, others: Collection[int], published: str | None) -> bool:
    """Whether the text tells a year, and the day of publication does not belie it."""
    return year in others and (published is None or int(published[:4]) - 1 == year)


def _is_old(
    year: int | None, source: str, years: Mapping[str, Sequence[int]], published: str | None
) -> bool:
    """Whether a title's year is an older report's: long before the day, and the text says another."""
    if year is None or published is None or source != YEAR[0][0]:
        return False
    others = [found for other, some in years.items() if other != source for found in some]
    return int(published[:4]) - year > 1 and bool(others) and year not in others


def _distinct(names: Iterable[str]) -> list[str]:
    """The names of one place, those of one agency as often as they stand there."""
    return [name for name in names if weigh(name) > Weight.GENERIC]


def _agency(
    names: dict[str, list[str]], us: Ours, printed: Sequence[str]
) -> tuple[str | None, str]:
    """The agency and the place that decided, or None where the places leave it open."""
    for source, found in names.items():
        if not found:
            continue
        if source in _DECIDE_ALONE:
            found = [name for name in found if source != "composer" or not is_office(name)]
            chosen = _most_agreed(found, names)
            if chosen:
                return chosen, source
            continue
        usable = [
            name
            for other in names
            for name in names[other]
            if _is_usable(other, name, names, us) and _is_rest_of(printed, name)
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
    if len(groups) < 2:
        return next(iter(groups), None)
    votes = {
        group: sum(same(group, name) for some in names.values() for name in some)
        for group in groups
    }
    best = max(votes.values())
    leaders = [group for group in groups if votes[group] == best]
    return leaders[0] if len(leaders) == 1 else None


def _is_rest_of(printed: Sequence[str], name: str) -> bool:
    """Whether a name agrees with what the titles print in its place, if they print anything there.

    A title that says 市教育局 or has advertising before the name says at least who it is not.
    """
    said = [each for each in printed if each]
    return not said or any(
        name.endswith(each) or each.endswith(name) or same(name, each) for each in said
    )


def _is_usable(source: str, name: str, names: dict[str, list[str]], us: Ours) -> bool:
    """Whether a place that does not decide alone may have a say with this name."""
    if not us.fits(name) or (source in _DECIDE_ALONE and source != "composer"):
        return False
    if source in _OFFICES_FOR_OTHERS and is_office(name):
        above = names["above_title"]
        return any(same(name, other) for other in above) if above else "办" in us.words
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
        named = {title.agency for title in titles if title.agency and title.year}
        if source == "title" and agency is None and named:
            continue
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
    return next((title.text for title in (*whole, *named, *bare, *fitting)), None)


def _claims(
    field: str, found: dict[str, list[str]] | dict[str, list[int]], used: object, source: str
) -> Iterator[Claim]:
    """What every place said, each thing once a place."""
    for place, values in found.items():
        for value in dict.fromkeys(values):
            yield Claim(field, place, str(value), value == used and place == source)
