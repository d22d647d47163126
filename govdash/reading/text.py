"""Lines of any container → lines of simplified text, each with what is printed and its place."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from opencc import OpenCC

from govdash.reading.containers import Opened
from govdash.report import Line as Number

_PINYIN = re.compile(r"(?<=[㐀-鿿])(?:\([a-zà-ǿāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,6}\))+")
_CONTROLS = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")
_SPACES = re.compile(r"\s+")
WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("〔"): "[",
    ord("〕"): "]",
    ord("﹝"): "[",
    ord("﹞"): "]",
    **{0x3220 + index: f"({digit})" for index, digit in enumerate("一二三四五六七八九十")},
}
# A simplified text holds a few characters that t2s would change (著, 乾); a traditional one holds
# hundreds.
_TRADITIONAL_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source: its place, what is printed, and that in simplified text."""

    number: Number
    raw: str
    text: str


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
    return text.translate(WIDTHS)


# A table says the same few hundred things in every report.
@lru_cache(maxsize=4096)
def squeeze(text: str) -> str:
    """The text for matching: half-width, without any space."""
    return _SPACES.sub("", text.translate(WIDTHS))


def clean(opened: Opened) -> Text:
    """Bring a document to simplified text without pinyin notes, line by line."""
    raw = [line for _, line in opened.lines]
    bare = [_CONTROLS.sub("", line).replace("\n", " ") for line in raw]
    stripped = [_PINYIN.sub("", line) for line in bare]
    pinyin = stripped != bare
    joined = "\n".join(stripped)
    simplified = _t2s().convert(joined)
    changed = sum(a != b for a, b in zip(joined, simplified, strict=False))
    traditional = changed > _TRADITIONAL_SHARE * max(len(joined), 1)
    texts = simplified.split("\n") if traditional else stripped
    script = "hans" if not traditional else "hant+pinyin" if pinyin else "hant"
    lines = tuple(
        Line(number, line, text) for (number, line), text in zip(opened.lines, texts, strict=True)
    )
    return Text(lines, script)
