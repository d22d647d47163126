"""How much of its text a report shares with another, once what everybody must write is left out.

A text becomes sentences of its own words: numbers, the agency's name, titles of laws and official
phrases are taken out first, so that only what the agency chose to write is compared.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from struct import pack
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rensa import RMinHash

from govdash.forms import FORMS, SECTIONS
from govdash.forms.official import OVERVIEW, PROBLEMS
from govdash.report import Finding, Verdict
from govdash.rules.years import X6_COPY

COMPARED = (OVERVIEW, PROBLEMS)
"""The sections in which an agency writes in its own words."""

LEAST_OWN = 200
"""Characters of own words below which a share says nothing: about five sentences."""

COPIED = 0.8
"""Share of own words from which a report counts as last year's text: at most every fifth is new,
where two years that were written anew share about a twentieth."""

ALIKE = 0.7
"""Share of own words, of either report, from which two agencies count as sharing a text."""

COPY_RULE = X6_COPY.id

_NEARLY = 90.0
_LONGEST_PASSAGE = 200
_LEAST_SENTENCE = 6
_BROKEN = 20
"""Length from which a line without a mark at its end goes on in the next."""

# ---------------------------------------------------------------- what is left out

_SENTENCE_END = re.compile("[。；;！!？?\n]")
_CLAUSE_END = re.compile("[,，:：]")
_TITLE = re.compile("《[^》。；;！!？?\n]{0,60}》")
_NUMBER = re.compile(
    r"(?:[0-9０-９]+(?:[.,．][0-9０-９]+)*|[〇零一二两三四五六七八九十百千万亿]+)[%％余多]*"
)
# Marks and spaces tell no wording apart; line ends end a sentence.
_MARKS = re.compile(r"[^\w。；;！!？?\n,，:：□]+")
_SELF = "(?:我|本)(?:街道办|街道|省|市|区|县|镇|乡|局|委|办|厅|院|单位|机关|部门|中心)"
_PLACE = re.compile("(.{2,}?)(省|市|区|县|州|盟|旗|镇|乡|街道|人民政府|办事处)")

# Openings, periods and references that the law, the form and the style of office make everybody
# write; what else is common is learned from the texts themselves, see `learn`.
_OFFICIAL = re.compile(
    "^(?:根据|按照|依据|依照|遵照|为(?:进一步)?贯彻落实).{0,40}(?:条例|要求|规定|精神|通知|有关)"
    "|习近平|党的0大|0届0中|全会精神|国务院办公厅|党中央|以人民为中心"
    "|本(?:年度)?报告|年度报告|统计期限|所列数据|特向社会公布|现公布如下|现将.{0,30}(?:如下|公布)"
    "|由.{0,12}0个部分组成|联系(?:地址|电话|人)|邮政?编码?|如[有对].{0,12}疑问|请与.{0,30}联系"
    "|0月0日(?:起)?(?:至|到|—|-)?0?年?0月0日"
)
_HEADINGS = (
    "主动公开|依申请公开|政府信息管理|平台建设|公开平台建设|信息公开平台建设"
    "|政府信息公开平台建设|监督保障|监督管理|存在问题|存在的问题|主要问题|改进措施|改进情况"
)


@cache
def _labels() -> frozenset[str]:
    """The words the form itself prints, and the headings of its parts."""
    blocks = [block for form in FORMS.values() for block in form.blocks]
    printed = {text for b in blocks for row in b.rows for text in (row.label, row.short)}
    printed |= {
        text for b in blocks for column in b.columns for text in (column.label, column.short)
    }
    printed |= {section.title for section in SECTIONS} | set(_HEADINGS.split("|"))
    plain = {_MARKS.sub("", text) for text in printed}
    return frozenset(plain | {f"{text}情况" for text in plain} | {f"{text}方面" for text in plain})


@lru_cache(maxsize=4096)
def _own_name(agency: str) -> re.Pattern[str]:
    """The agency by its full name, by the parts of it, and as it speaks of itself."""
    names, rest = {agency}, 0
    for part in _PLACE.finditer(agency):
        names |= {part[0], part[1], agency[part.start() :]}
        rest = part.end()
    names.add(agency[rest:])
    chosen = sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name))
    return re.compile(f"(?:{'|'.join([*map(re.escape, chosen), _SELF])})+")


def _joined(text: str) -> str:
    """The text, as long as it was, with lines put together that a page and no author broke."""
    lines = text.split("\n")
    broken = (len(line) >= _BROKEN and not _SENTENCE_END.match(line[-1]) for line in lines)
    return "".join(line + (" " if at else "\n") for line, at in zip(lines, broken, strict=True))[
        :-1
    ]


def _clauses(sentence: str) -> list[str]:
    return [clause for clause in _CLAUSE_END.split(sentence) if len(clause) > 1]


def _plain(text: str, agency: str) -> list[str]:
    """The text sentence by sentence, without figures, names, titles and marks."""
    named = _own_name(agency).sub("□", _TITLE.sub("", text))
    return _SENTENCE_END.split(_MARKS.sub("", _NUMBER.sub("0", named)))


# ---------------------------------------------------------------- what is compared


class Sentence(NamedTuple):
    """A sentence of own words: its wording as compared, and where it stands in the text."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Narrative:
    """A text, and its sentences of own words in order."""

    text: str
    sentences: tuple[Sentence, ...]

    @property
    def own(self) -> int:
        """How many characters of own words there are."""
        return sum(len(sentence.key) for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Repeated:
    """How many characters of a text's own words stand nearly the same in another, and where most."""

    own: int
    repeated: int
    passage: str

    @property
    def share(self) -> float | None:
        """The repeated share of the own words; None where there are too few to tell."""
        return self.repeated / self.own if self.own >= LEAST_OWN else None


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two texts share, seen from either one."""

    first: Repeated
    second: Repeated

    @property
    def score(self) -> float | None:
        """The smaller share: a short text inside a long one is no shared text."""
        one, two = self.first.share, self.second.share
        return None if one is None or two is None else min(one, two)


def narrative_of(sections: Mapping[str, str]) -> str:
    """The text of a report that is compared."""
    return "\n".join(sections[part.id] for part in COMPARED if sections.get(part.id))


def prepare(text: str, agency: str = "", common: Container[str] = ()) -> Narrative:
    """A text as it is compared.

    Args:
        text: the narrative as read.
        agency: who wrote it; its name is no wording.
        common: clauses found to be everybody's, from `learn`.
    """
    sentences: list[Sentence] = []
    start, labels = 0, _labels()
    whole = _joined(text)
    for printed, plain in zip(_SENTENCE_END.split(whole), _plain(whole, agency), strict=True):
        end = start + len(printed) + 1
        key = "".join(
            clause
            for clause in _clauses(plain)
            if clause.lstrip("0") not in labels
            and clause not in common
            and not _OFFICIAL.search(clause)
        )
        if len(key) >= _LEAST_SENTENCE:
            sentences.append(Sentence(key, start, min(end, len(text))))
        start = end
    return Narrative(text, tuple(sentences))


def _partners(text: Narrative, other: Narrative) -> list[int | None]:
    """For each sentence, which one of the other text is nearly the same."""
    found: dict[str, int] = {}
    for index, sentence in enumerate(other.sentences):
        found.setdefault(sentence.key, index)
    by_length = sorted(found, key=len)
    lengths = [len(key) for key in by_length]
    return [
        found[key] if (key := sentence.key) in found else _nearest(key, by_length, lengths, found)
        for sentence in text.sentences
    ]


def _nearest(
    key: str, by_length: Sequence[str], lengths: Sequence[int], found: Mapping[str, int]
) -> int | None:
    # Two texts can only be this similar if the shorter has at least this part of the longer.
    part = _NEARLY / (200 - _NEARLY)
    low = bisect_left(lengths, len(key) * part)
    high = bisect_right(lengths, len(key) / part)
    near = process.extractOne(
        key, by_length[low:high], scorer=fuzz.ratio, score_cutoff=_NEARLY, processor=None
    )
    return found[near[0]] if near else None


def _longest(text: Narrative, partners: Sequence[int | None]) -> str:
    """The longest run of sentences that follow one another in both texts, cut to be read."""
    best = (0, 0)
    start = 0
    for index, (sentence, partner) in enumerate(zip(text.sentences, partners, strict=True)):
        if partner is None:
            continue
        before = text.sentences[index - 1] if index else None
        goes_on = (
            before is not None
            and partners[index - 1] == partner - 1
            and not text.text[before.end : sentence.start].strip()
            and sentence.end - start <= _LONGEST_PASSAGE
        )
        start = start if goes_on else sentence.start
        if sentence.end - start > best[1] - best[0]:
            best = (start, sentence.end)
    return text.text[slice(*best)].strip()[:_LONGEST_PASSAGE]


def repeated(text: Narrative, other: Narrative) -> Repeated:
    """How much of a text stands nearly the same in another."""
    partners = _partners(text, other)
    kept = sum(
        len(sentence.key)
        for sentence, partner in zip(text.sentences, partners, strict=True)
        if partner is not None
    )
    return Repeated(text.own, kept, _longest(text, partners))


def likeness(first: Narrative, second: Narrative) -> Likeness:
    """What two texts share."""
    return Likeness(repeated(first, second), repeated(second, first))


def copied(found: Repeated, year: int) -> Finding | None:
    """X6: a report whose own words are mostly those of an earlier year."""
    if found.share is None or found.share < COPIED:
        return None
    parts = "、".join(section.id for section in COMPARED)
    return Finding(
        X6_COPY.id,
        X6_COPY.severity,
        Verdict.FAIL,
        (),
        None,
        None,
        f"第{parts}部分的文字与 {year} 年的报告高度相似：除去数字、机关名称和各机关都要写的话，"
        f"约 {int(found.share * 100)}% 与那一年几乎相同。",
        found.passage,
    )


# ---------------------------------------------------------------- candidates among many

BANDS, _ROWS, _SHINGLE, _SEED = 50, 4, 6, 1


def bands(text: Narrative) -> list[int]:
    """The keys under which texts alike meet, by MinHash; none where there are too few own words.

    With 50 bands of 4, texts that share two thirds of their shingles (a fifth rewritten) meet in
    all but one of 50,000 cases; texts that share a twentieth in one of 3,000.
    """
    if text.own < LEAST_OWN:
        return []
    sketch = RMinHash(num_perm=BANDS * _ROWS, seed=_SEED)
    keys = [sentence.key for sentence in text.sentences]
    sketch.update(
        [key[at : at + _SHINGLE] for key in keys for at in range(max(len(key) - _SHINGLE, 0) + 1)]
    )
    rows = sketch.digest()
    return [
        int.from_bytes(
            blake2b(pack("<5I", at, *rows[at : at + _ROWS]), digest_size=8).digest(), "big"
        )
        for at in range(0, len(rows), _ROWS)
    ]


# ---------------------------------------------------------------- what everybody writes

LEAST_PLACES = 20
"""Cities from which texts must come before what is common to them says anything."""

_COMMON_PLACES, _COMMON_AGENCIES = 0.1, 0.01
"""Share of the cities, and of the agencies, that must write a clause before it is everybody's. No
single province has a tenth of the cities: its own model text never gets there."""

_COMMON_AT_LEAST = 10


def learn(texts: Iterable[tuple[str, str, str]]) -> frozenset[str]:
    """The clauses that everybody writes: those of many agencies in many cities.

    Agencies alone would not do: one office often writes for all towns of its county, and what they
    share is their text, and no wording of the country.

    Args:
        texts: of each agency one: its city (any name for it, "" if unknown), its name, its text.
    """
    agencies: Counter[str] = Counter()
    cities: dict[str, set[str]] = {}
    places: set[str] = set()
    voters = 0
    for place, agency, text in texts:
        clauses = {clause for part in _plain(_joined(text), agency) for clause in _clauses(part)}
        agencies.update(clauses)
        voters += 1
        if place:
            places.add(place)
            for clause in clauses:
                cities.setdefault(clause, set()).add(place)
    if len(places) < LEAST_PLACES:
        return frozenset()
    least = max(_COMMON_AT_LEAST, _COMMON_PLACES * len(places))
    return frozenset(
        clause
        for clause, where in cities.items()
        if len(where) >= least and agencies[clause] >= _COMMON_AGENCIES * voters
    )
