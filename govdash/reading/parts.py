"""Cuts a document into its heading and the six sections, by the words of their titles."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from govdash.forms import SECTIONS, Section
from govdash.forms.official import APPLICATIONS, CASES, DISCLOSURE
from govdash.reading.remembered import remembered
from govdash.reading.text import Line, squeeze

# Never by the numeral alone: table 三 has its own 一、二、三、四 rows.
_NUMERAL = r"[#*]*(?:第?[一二三四五六七八九十]+(?:部分)?[、.,:]?|\([一二三四五六七八九十]\))?"
_TITLES = {
    section.id: re.compile(rf"{_NUMERAL}(?:{section.pattern})[*:。|]*") for section in SECTIONS
}
_ORDER = [section.id for section in SECTIONS]
_WITH_TABLES = (DISCLOSURE, APPLICATIONS, CASES)
_SHORTEST_TITLE = min(len(section.title) for section in SECTIONS)
_LONGEST_TITLE = 60
# Inside a line of running text a title needs its numeral, which the words alone in a list lack.
_INLINE = re.compile(
    r"[一二三四五六]\s*、\s*(?:" + "|".join(section.pattern for section in SECTIONS) + ")"
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The lines before the first section, and the lines of each section below its title.

    `rivals` are other runs of titles with tables below them: the same report again, or another.
    """

    heading: tuple[Line, ...]
    sections: dict[str, tuple[Line, ...]]
    rivals: "tuple[Parts, ...]" = ()

    def lines(self, section: Section) -> tuple[Line, ...]:
        """The lines of one section; none where it is missing."""
        return self.sections.get(section.id, ())

    def text(self, section: Section) -> str:
        """The text of one section, without empty lines."""
        return "\n".join(line.text.strip() for line in self.lines(section) if line.text.strip())


@remembered(_LONGEST_TITLE, 8192)
def _title(text: str) -> str | None:
    text = squeeze(text)
    return next((key for key, title in _TITLES.items() if title.fullmatch(text)), None)


def _unrolled(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, with a page that was saved as one line cut before and behind its titles."""
    for line in lines:
        if len(line.text) <= _LONGEST_TITLE or not _INLINE.search(line.text):
            yield line
            continue
        start = 0
        for title in _INLINE.finditer(line.text):
            yield from _piece(line, start, title.start())
            yield from _piece(line, *title.span())
            start = title.end()
        yield from _piece(line, start, len(line.text))


def _piece(line: Line, start: int, end: int) -> Iterator[Line]:
    text = line.text[start:end]
    if text.strip():
        # A line in another script than printed has no places to cut its raw text at.
        raw = line.raw[start:end] if line.raw == line.text else text
        yield Line(line.number, raw, text)


def _chains(hits: Sequence[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """Runs of titles in the order of the form: a table of contents makes a run of its own.

    A title that is printed once more above its table begins nothing.
    """
    chains: list[list[tuple[int, str]]] = []
    for hit in hits:
        if chains and hit[1] == chains[-1][-1][1]:
            continue
        if not chains or _ORDER.index(hit[1]) <= _ORDER.index(chains[-1][-1][1]):
            chains.append([])
        chains[-1].append(hit)
    return chains


def _titles(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """Where a title stands; one in brackets is a heading inside a section if another is not."""
    hits = [
        (index, key)
        for index, line in enumerate(lines)
        if _SHORTEST_TITLE <= len(line.text) <= _LONGEST_TITLE and (key := _title(line.text))
    ]
    inner = {index for index, _ in hits if squeeze(lines[index].text).startswith("(")}
    outer = {key for index, key in hits if index not in inner}
    return [(index, key) for index, key in hits if index not in inner or key not in outer]


def split(lines: Sequence[Line]) -> Parts:
    """Find the section titles that head the most text and cut there."""
    long = [line.text for line in lines if len(line.text) > _LONGEST_TITLE]
    if any(map(_INLINE.search, long)):
        lines = list(_unrolled(lines))
    hits = _titles(lines)
    chains = _chains(hits)
    if not chains:
        return Parts(tuple(lines), {})
    starts = [chain[0][0] for chain in chains] + [len(lines)]
    if len(chains) == 1:
        return _cut(lines, chains[0], len(lines))
    spans = [sum(len(line.text) for line in lines[start:end]) for start, end in pairwise(starts)]
    best = max(range(len(chains)), key=lambda index: (len(chains[index]) > 1, spans[index]))
    every = [_cut(lines, chain, end) for chain, end in zip(chains, starts[1:], strict=True)]
    rivals = (each for place, each in enumerate(every) if place != best and _has_tables(each))
    return replace(every[best], rivals=tuple(rivals))


def _cut(lines: Sequence[Line], chain: Sequence[tuple[int, str]], end: int) -> Parts:
    ends = [index for index, _ in chain[1:]] + [end]
    return Parts(
        tuple(lines[: chain[0][0]]),
        {key: tuple(lines[start + 1 : end]) for (start, key), end in zip(chain, ends, strict=True)},
    )


def _has_tables(parts: Parts) -> bool:
    """Whether the parts hold more than their titles: no table of contents."""
    return sum(len(parts.lines(section)) > 1 for section in _WITH_TABLES) > 1
