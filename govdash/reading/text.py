"""Bytes → lines of simplified text, each with what the source prints and its line number."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from opencc import OpenCC

from govdash.errors import RefusedError

MAX_BYTES = 20 * 1024 * 1024
"""A report is some 10 to 500 kB; what is larger is something else or an attack."""

_PINYIN = re.compile(r"(?<=[㐀-鿿])(?:\([a-zà-ǿāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,6}\))+")
_CONTROLS = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f]")
_SPACES = re.compile(r"\s+")
_WIDTHS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
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
    """A line of a source: its 1-based number, what is printed, and that in simplified text."""

    number: int
    raw: str
    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A decoded document."""

    lines: tuple[Line, ...]
    encoding: str
    script: str


@cache
def _t2s() -> OpenCC:
    # t2s alone: tw2sp rewrites official labels (规范性文件 → 规范性文档).
    return OpenCC("t2s")


# A table says the same few hundred things in every report.
@lru_cache(maxsize=4096)
def squeeze(text: str) -> str:
    """The text for matching: half-width, without any space."""
    return _SPACES.sub("", text.translate(_WIDTHS))


def decode(data: bytes) -> tuple[str, str]:
    """The text of a plain file and the encoding it was found to be in.

    Raises:
        RefusedError: the file is empty, too large, or holds no text.
    """
    if not data.strip():
        raise RefusedError("空文件")
    if len(data) > MAX_BYTES:
        raise RefusedError(f"文件过大（超过 {MAX_BYTES // 1024 // 1024} MB）")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace"), "utf-16"
    if b"\0" in data[:4096]:
        raise RefusedError("二进制文件，不是文本")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding), encoding.removesuffix("-sig")
        except UnicodeDecodeError:
            continue
    return data.decode("gb18030", errors="replace"), "gb18030"


def clean(data: bytes) -> Text:
    """Decode a document and bring it to simplified text without pinyin notes, line by line."""
    text, encoding = decode(data)
    raw = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    bare = [_CONTROLS.sub("", line) for line in raw]
    stripped = [_PINYIN.sub("", line) for line in bare]
    pinyin = stripped != bare
    joined = "\n".join(stripped)
    simplified = _t2s().convert(joined)
    changed = sum(a != b for a, b in zip(joined, simplified, strict=False))
    traditional = changed > _TRADITIONAL_SHARE * max(len(joined), 1)
    texts = simplified.split("\n") if traditional else stripped
    script = "hans" if not traditional else "hant+pinyin" if pinyin else "hant"
    lines = tuple(
        Line(number, line, text)
        for number, (line, text) in enumerate(zip(raw, texts, strict=True), start=1)
    )
    return Text(lines, encoding, script)
