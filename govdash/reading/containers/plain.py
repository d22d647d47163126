"""Bytes → text: the encodings that Chinese government sites use, also where declared wrongly."""

import codecs

from govdash.errors import RefusedError, Why

_HEAD = 4096
_FEWEST_NULS = 3
_SLIPS = 0.05
"""Broken characters among all beyond ASCII, below which a text is UTF-8 that was damaged."""


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the encoding it was found to be in; what it declares is not asked.

    Raises:
        RefusedError: the file holds no text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace"), "utf-16"
    if b"\0" in data[:_HEAD]:
        return _wide(data), "utf-16"
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "gb18030" or not _is_damaged_utf8(data):
            return text, encoding.removesuffix("-sig")
    encoding = "utf-8" if _is_damaged_utf8(data) else "gb18030"
    return data.decode(encoding, errors="replace").removeprefix("\ufeff"), encoding


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every ASCII character leaves a zero on the same side."""
    head = data[:_HEAD]
    sides = head[::2].count(0), head[1::2].count(0)
    if min(sides) == 0 and max(sides) >= _FEWEST_NULS:
        encoding = "utf-16-be" if sides[0] else "utf-16-le"
        text = data[: len(data) // 2 * 2].decode(encoding, errors="replace")
        if "\ufffd" not in text[:_HEAD] and _is_written(text[:_HEAD]):
            return text
    raise RefusedError("二进制文件，不是文本", Why.UNSUPPORTED)


def _is_written(text: str) -> bool:
    """Whether nearly all characters are such as reports are written in."""
    usual = sum(
        0x4E00 <= ord(c) < 0xA000 or 0x3000 <= ord(c) < 0x3100 or c.isprintable() or c.isspace()
        for c in text
    )
    words = sum(0x4E00 <= ord(c) < 0xA000 or c.isascii() for c in text)
    return usual > 0.98 * len(text) and words > 0.8 * len(text)


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether a file is UTF-8 but for a few bytes; nearly all of UTF-8 is also valid GB18030."""
    text = data.decode("utf-8", errors="replace")
    beyond = len(text) - len(text.encode("ascii", errors="ignore"))
    return text.count("\ufffd") < _SLIPS * beyond
