"""Lines of any container → lines of simplified text, each with what is printed and its place."""

import re
from dataclasses import dataclass
from functools import cache
from operator import itemgetter, ne
from typing import NamedTuple

from opencc import OpenCC

from govdash.reading.containers import Opened
from govdash.reading.remembered import remembered
from govdash.report import Line as Number

_LETTERS = "[a-zà-ǿāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,6}"
# Begins with its bracket and not with what must stand before it: found ten times as fast.
_PINYIN = re.compile(rf"\((?<=[㐀-鿿]\(){_LETTERS}\)(?:\({_LETTERS}\))*")
_CONTROLS = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")
_OVERRIDE = "\u202e"
# Shown backwards: such a 21 is a 12 to everyone who sees it.
_REVERSED = re.compile(_OVERRIDE + r"(?=[^\u202c\n]{0,40}?\d)")
_WIDTHS = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {
    **dict.fromkeys("\u2212\ufe63\u2011", "-"),
    "〔": "[",
    "〕": "]",
    "﹝": "[",
    "﹞": "]",
    **{chr(0x3220 + index): f"({digit})" for index, digit in enumerate("一二三四五六七八九十")},
}
_WIDE = re.compile(f"[{''.join(_WIDTHS)}]")
_LONGEST_CELL = 200
_NUMBER, _TEXT = itemgetter(0), itemgetter(1)
# A simplified text holds a few characters that t2s would change (著, 乾); a traditional one holds
# hundreds.
_TRADITIONAL_SHARE = 0.02


class Line(NamedTuple):
    """A line of a source: its place, what is printed, and that in simplified text."""

    number: Number
    raw: str
    text: str


# The constructor of a named tuple takes three times as long, and a report has some 200 lines.
_new = tuple.__new__


@dataclass(frozen=True, slots=True)
class Text:
    """A document in simplified characters, and the script it is printed in."""

    lines: tuple[Line, ...]
    script: str


@cache
def _t2s() -> OpenCC:
    # t2s alone: tw2sp rewrites official labels (规范性文件 → 规范性文档).
    return OpenCC("t2s")


def half_width(text: str) -> str:
    """The text with half-width digits, letters and marks."""
    return _WIDE.sub(_narrow, text)


@remembered(_LONGEST_CELL)
def squeeze(text: str) -> str:
    """The text for matching: half-width, without any space."""
    return half_width("".join(text.split()))


def _narrow(wide: re.Match[str]) -> str:
    return _WIDTHS[wide[0]]


def clean(opened: Opened) -> Text:
    """Bring a document to simplified text without pinyin notes, line by line.

    All lines go through each step at once: most steps find nothing to do.
    """
    if not opened.lines:
        return Text((), "hans")
    raw = list(map(_TEXT, opened.lines))
    joined = "\n".join(raw)
    if joined.count("\n") >= len(raw):
        raw = [line.replace("\n", " ") for line in raw]
        joined = "\n".join(raw)
    if _OVERRIDE in joined:
        joined = _REVERSED.sub("\ufffd", joined)
    joined = _CONTROLS.sub("", joined)
    bare = _PINYIN.sub("", joined) if "(" in joined else joined
    texts, traditional = _simplified(bare)
    script = "hans" if not traditional else "hant+pinyin" if bare != joined else "hant"
    numbers = map(_NUMBER, opened.lines)
    lines = [_new(Line, parts) for parts in zip(numbers, raw, texts, strict=True)]
    return Text(tuple(lines), script)


def _simplified(text: str) -> tuple[list[str], bool]:
    """The lines of a text in simplified characters, and whether it was a traditional one."""
    lines = text.split("\n")
    simplified = _t2s().convert(text)
    if simplified == text:
        return lines, False
    converted = simplified.split("\n")
    most = _TRADITIONAL_SHARE * len(text)
    changed = 0
    for line, other in zip(lines, converted, strict=True):
        if line != other:
            changed += sum(map(ne, line, other))
            if changed > most:
                return converted, True
    return lines, False
