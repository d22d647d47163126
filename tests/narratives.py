"""Writes narratives of annual reports: sentences of our own, and what each of them says in figures.

A pattern is a sentence in a small notation, with the measures its numbers state:

- `(甲|乙)` one of several wordings; `{me}`, `{Y}`, … words of the agency and the year written for;
- `{A:件/条}` a number that states the measure given for A, with one of the units; `{A~条}` the
  same, now and then as an approximate number (近, 约, 逾, 余, 多); `{a:件}` a number that states
  nothing.

How numbers are printed (plain, with thousands separators, full-width, in Chinese numerals) is drawn
by chance. The patterns `held_out` are written first and never tuned for.
"""

import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import cn2an

from tests.narrative_held_out import HELD_OUT
from tests.narrative_once import PATTERNS
from tests.narrative_patterns import Pattern

Fact = tuple[str, Decimal, bool]
"""A measure, its value, and whether the sentence gives it as approximate."""

_SLOT = re.compile(r"\{([A-Za-z]+)(?:([:~])([^{}]*))?\}")
_CHOICE = re.compile(r"\(([^()]*)\)")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

# (agency, how it calls itself, another body that is not the whole)
_AGENCIES = (
    ("东河县民政局", ("我局", "本局", "县民政局", "东河县民政局"), "下属婚姻登记处"),
    ("柳林镇人民政府", ("我镇", "全镇", "柳林镇", "本镇"), "镇便民服务中心"),
    ("清溪区人民政府办公室", ("我办", "本机关", "区政府办公室", "本单位"), "区文旅局"),
    ("白云市人民政府", ("我市", "全市", "全市各级行政机关", "白云市"), "市公安局"),
    ("南湖街道办事处", ("街道", "我街道", "本街道", "南湖街道"), "河滨社区"),
)
_FILLERS = (
    "始终把群众满意作为检验公开成效的标尺",
    "进一步压实各科室责任，明确专人负责日常更新",
    "严格执行先审查后公开的程序，未经审核的内容一律不得上网",
    "对照年度要点逐项抓好落实，形成上下贯通的工作格局",
    "坚持应公开尽公开，不断拓宽群众知情渠道",
    "完善登记、审核、办理、答复、归档等环节的衔接",
    "把公开要求融入办文办会全过程",
    "及时维护公开指南和目录，方便群众查找",
)


@dataclass(frozen=True)
class Narrative:
    """A text, the agency and year it is written for, and what it says in figures."""

    text: str
    agency: str
    year: int
    facts: Mapping[str, tuple[Fact, ...]]

    """Measures that may be read and need not."""

    @property
    def lines(self) -> list[str]:
        """The text as the lines of a file."""
        return self.text.split("\n")


@cache
def _chinese(value: int) -> str:
    text = str(cn2an.an2cn(value))
    return text.replace("一十", "十", 1) if text.startswith("一十") else text


def _printed(rng: random.Random, value: int, *, plain: bool) -> str:
    style = rng.random()
    if not plain and value < 200 and style < 0.1:
        return "两" if value == 2 else _chinese(value)
    if value >= 1000 and style < 0.3:
        return f"{value:,}" if rng.random() < 0.7 else f"{value:,}".replace(",", "，")
    return str(value).translate(_FULL_WIDTH) if style > 0.93 else str(value)


def _approximate(rng: random.Random, value: int) -> tuple[str, Decimal]:
    """A number as an agency rounds it, and what it then says."""
    if value >= 20000 and rng.random() < 0.5:
        tenth = value // 1000
        text = f"{tenth / 10:g}万"
        form = rng.choice(("{}余", "近{}", "约{}", "{}多", "逾{}"))
        return form.format(text), Decimal(tenth * 1000)
    value = max(value // 10 * 10, 10)
    form = rng.choice(("{}余", "近{}", "约{}", "{}多", "超{}", "逾{}", "超过{}"))
    return form.format(value), Decimal(value)


class _Writer:
    """Fills one pattern."""

    def __init__(self, rng: random.Random, year: int, agency: int, scale: int) -> None:
        self.rng = rng
        self.year = year
        _, own, self.other = _AGENCIES[agency]
        self.me = rng.choice(own)
        self.scale = scale

    def fill(self, pattern: Pattern) -> tuple[str, list[Fact]]:
        text = self.rng.choice(pattern.texts)
        while _CHOICE.search(text):
            text = _CHOICE.sub(lambda m: self.rng.choice(m[1].split("|")), text)
        facts: list[Fact] = []
        values: dict[str, int] = {}

        def slot(match: re.Match[str]) -> str:
            name, kind, units = match.groups()
            if kind is None:
                return self._word(name)
            measures = pattern.says.get(name, ())
            value = values.setdefault(name, self._value(name, units))
            unit = self.rng.choice(units.split("/"))
            if kind == "~" and self.rng.random() < 0.35:
                text, said = _approximate(self.rng, value)
                facts.extend((measure, said, True) for measure in measures)
                return text + unit
            facts.extend((measure, Decimal(value), False) for measure in measures)
            plain = "元" in units or "%" in units or not units
            return _printed(self.rng, value, plain=plain) + unit

        text = _SLOT.sub(slot, text)
        facts.extend((measure, Decimal(0), False) for measure in pattern.none)
        return text, list(dict.fromkeys(facts))

    def _word(self, name: str) -> str:
        return {
            "me": self.me,
            "other": self.other,
            "Y": str(self.year),
            "L": str(self.year - 1),
            "N": str(self.year + 1),
        }[name]

    def _value(self, name: str, units: str) -> int:
        if "%" in units:
            return self.rng.randint(1, 100)
        low, high = (1, 60) if name.lower() not in "ab" else (60, self.scale)
        return self.rng.randint(low, high)


def _measures(pattern: Pattern) -> set[str]:
    stated = {measure for measures in pattern.says.values() for measure in measures}
    return stated | set(pattern.none) | pattern.topics | pattern.may


def write(
    rng: random.Random, patterns: Sequence[Pattern], must: Pattern | None = None
) -> Narrative:
    """One narrative of several sentences that never speak of the same measure twice."""
    agency = rng.randrange(len(_AGENCIES))
    year = rng.randint(2019, 2025)
    scale = rng.choice((90, 400, 5000, 60000))
    wanted = [*([must] if must else []), *rng.sample(list(patterns), len(patterns))]
    facts: dict[str, tuple[Fact, ...]] = {}
    taken: set[str] = set()
    sentences: list[str] = []
    length = rng.randint(3, 8)
    for pattern in wanted:
        if len(facts) >= length or taken & _measures(pattern):
            continue
        taken |= _measures(pattern)
        text, said = _Writer(rng, year, agency, scale).fill(pattern)
        facts[pattern.name] = tuple(said)
        sentences.append(text)
    rng.shuffle(sentences)
    pieces = []
    for sentence in sentences:
        if rng.random() < 0.5:
            pieces.append(rng.choice(_FILLERS))
        pieces.append(sentence)
    return Narrative(_laid_out(rng, pieces), _AGENCIES[agency][0], year, facts)


def _laid_out(rng: random.Random, pieces: Sequence[str]) -> str:
    """The sentences as paragraphs, with headings, and torn into lines as a PDF does."""
    blocks = []
    for index, piece in enumerate(pieces):
        if index % 3 == 0:
            blocks.append(
                rng.choice(("\n（一）主动公开方面。", "\n", "\n（二）依申请公开情况\n", ""))
            )
        blocks.append(piece + "。")
    text = "".join(blocks).strip("\n")
    if rng.random() < 0.35:
        width = rng.randint(22, 40)
        text = "\n".join(
            line[start : start + width]
            for line in text.split("\n")
            for start in range(0, max(len(line), 1), width)
        )
    if rng.random() < 0.15:
        text = text.translate(str.maketrans("，；：（）", ",;:()"))
    if rng.random() < 0.1:
        text = re.sub(r"(?<=[^\d\s])(?=\d)|(?<=\d)(?=[^\d\s,.%])", " ", text)
    return text


def narratives(count: int, seed: int, *, held_out: bool = False) -> Iterator[Narrative]:
    """Some narratives; every pattern is written at least once where the count allows."""
    patterns = HELD_OUT if held_out else PATTERNS
    rng = random.Random(seed)
    for index in range(count):
        yield write(rng, patterns, patterns[index % len(patterns)])
