"""What the sentences of a report say in figures, each with the quote and its line.

Only sentences of one plain meaning are taken; a statement is never put into a cell. Which
channel a number of published items belongs to is told by its own clause, or it is left out.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from govdash.forms import Column
from govdash.forms.official import (
    FORM_2021,
    GRANTED,
    GRANTED_GROUP,
    ISSUED,
    LAWSUITS,
    NATURAL_PERSON,
    NEW_RECEIVED,
    NORMATIVE,
    NORMATIVE_2019,
    REVIEW,
    SUIT_AFTER_REVIEW,
    SUIT_DIRECT,
    TOTAL,
)
from govdash.forms.stated import (
    ACCOUNTS,
    INTERPRETATIONS,
    PROCESSING_FEE,
    PUBLISHED,
    PUBLISHED_NEW_MEDIA,
    PUBLISHED_OTHER,
    PUBLISHED_PLATFORM,
    PUBLISHED_WEBSITE,
    REPLIES,
)
from govdash.reading.text import Line, squeeze
from govdash.report import Line as Number
from govdash.report import Stated

_N = r"(?P<about>约|近|超过?|逾)?(?P<n>\d{1,3}(?:,\d{3})+|\d+)(?P<more>余|多)?"
_GAP = r"[^。;,:(]"
_ENDS = re.compile(r"[。;]")
_CLAUSES = re.compile(r"[,。;:()]")
_LONGEST_QUOTE = 80

_RECEIVED = FORM_2021.figure(NEW_RECEIVED, TOTAL).id
_CHANNELS = (
    (PUBLISHED_NEW_MEDIA, re.compile("微信|微博|公众号|新媒体|抖音")),
    (PUBLISHED_OTHER, re.compile("其他(?:方式|渠道)")),
    (PUBLISHED_PLATFORM, re.compile("公开平台|专栏|专区")),
    (PUBLISHED_WEBSITE, re.compile("网站|门户网")),
)
_PUBLISHED = re.compile(
    rf"(?:全年|共计?|累计|新增|其中|主动|以|通过){_GAP}{{0,30}}?(?:公开|发布){_GAP}{{0,8}}?信息数?为?{_N}(?P<u>条)"
)
_OTHERS_WORDS = re.compile("提案|议案|留言|复议|诉讼|来信|咨询|投诉")


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A wording, and the measures it states; `zero` wordings state that there was none."""

    measures: tuple[str, ...]
    unit: str
    regex: re.Pattern[str]
    zero: bool = False


def _figure_totals() -> tuple[str, ...]:
    return tuple(
        FORM_2021.figure(row, TOTAL).id for row in (REVIEW, SUIT_DIRECT, SUIT_AFTER_REVIEW)
    )


def _own(column: Column, wording: str, *, zero: bool = False) -> _Pattern:
    return _Pattern((column.id,), column.unit, re.compile(wording), zero)


_NONE = r"(?:没有|未|无|零|“零”)"
_PATTERNS = (
    _Pattern(
        (_RECEIVED,),
        "件",
        re.compile(
            rf"(?:收到|受理|新收){_GAP}{{0,24}}?申请{_GAP}{{0,10}}?{_N}(?P<u>件|份|条)(?!申请)"
        ),
    ),
    _Pattern(
        (_RECEIVED,), "件", re.compile(rf"(?:收到|受理|新收){_GAP}{{0,24}}?公开信息{_N}(?P<u>件)")
    ),
    _Pattern(
        (FORM_2021.figure(GRANTED, TOTAL).id,),
        "件",
        re.compile(
            rf"{_N}(?P<u>件)(?:申请)?{_GAP}{{0,6}}?(?:均|都|全部){_GAP}{{0,8}}?{GRANTED_GROUP.short}"
        ),
    ),
    _Pattern(
        (FORM_2021.figure(NORMATIVE, ISSUED).id,),
        "件",
        re.compile(rf"(?:制发|出台|公开)(?:行政)?{NORMATIVE_2019.label}{_N}(?P<u>件|条|份)"),
    ),
    _Pattern(
        _figure_totals(),
        "件",
        re.compile(
            rf"(?:{_NONE}{_GAP}{{0,20}}?(?:出现|发生|引发|产生){_GAP}{{0,8}}?"
            rf"(?:{REVIEW.label}(?:、|和|及){LAWSUITS.label}))|零”?复议(?:、|和|及)“?零”?诉讼"
        ),
        zero=True,
    ),
    _own(
        INTERPRETATIONS,
        rf"(?:发布|编发|制作){_GAP}{{0,6}}?{INTERPRETATIONS.label}{_GAP}{{0,4}}?{_N}(?P<u>条|篇|件)",
    ),
    _own(REPLIES, rf"(?:回应|回复|答复){_GAP}{{0,8}}?留言{_N}(?P<u>条|件)"),
    _own(ACCOUNTS, rf"{_N}(?P<u>个)政务新媒体(?:账号|平台)"),
    _own(PROCESSING_FEE, rf"{_NONE}(?:产生|收取|发生){_GAP}{{0,10}}?(?:处理费|收费)", zero=True),
    _own(PROCESSING_FEE, rf"{_NONE}{_GAP}{{0,14}}?收取[^。;]{{0,16}}?费用", zero=True),
    _own(PROCESSING_FEE, rf"收取{_GAP}{{0,6}}?处理费{_N}(?P<u>元)"),
)
_ALL_INDIVIDUALS = re.compile(
    rf"申请共?{_N}(?P<u>件),(?:都|均|全部)(?:为|是|由)(?:个人|{NATURAL_PERSON.label})"
)


def read_statements(lines: Iterable[Line]) -> tuple[Stated, ...]:
    """The statements of some lines of narrative, each measure and quote once."""
    found: dict[tuple[str, str], Stated] = {}
    for line in lines:
        for sentence in _ENDS.split(squeeze(line.text)):
            for stated in _in_sentence(sentence, line.number):
                found.setdefault((stated.measure, stated.quote), stated)
    return tuple(found.values())


def _in_sentence(sentence: str, line: Number) -> Iterator[Stated]:
    for pattern in _PATTERNS:
        for match in pattern.regex.finditer(sentence):
            if pattern.zero or not _OTHERS_WORDS.search(match[0]):
                for measure in pattern.measures:
                    yield _stated(measure, match, pattern.unit, line, zero=pattern.zero)
    for match in _ALL_INDIVIDUALS.finditer(sentence):
        yield _stated(FORM_2021.figure(NEW_RECEIVED, NATURAL_PERSON).id, match, "件", line)
    for match in _PUBLISHED.finditer(sentence):
        channel = _channel(match[0], sentence[: match.start()])
        if channel:
            yield _stated(channel.id, match, channel.unit, line)


def _channel(words: str, before: str) -> Column | None:
    """Through which channel a clause says that items were published; in all, if it names none."""
    clause = _CLAUSES.split(before)[-1] + words
    named = [column for column, pattern in _CHANNELS if pattern.search(clause)]
    if len(named) > 1:
        return None
    if named:
        return named[0]
    # A part of a whole that names no channel is neither the whole nor a channel.
    return None if "其中" in clause else PUBLISHED


def _stated(
    measure: str, match: re.Match[str], unit: str, line: Number, *, zero: bool = False
) -> Stated:
    groups = match.groupdict()
    value = Decimal(0) if zero else Decimal(groups["n"].replace(",", ""))
    approximate = bool(groups.get("about") or groups.get("more"))
    return Stated(
        measure,
        value,
        groups.get("u") or unit,
        approximate,
        match[0][:_LONGEST_QUOTE],
        line,
    )
