"""Plain text and Markdown → lines; tables that converters leave in it as HTML are read as such."""

import re
from html import unescape

from govdash.reading.containers import html
from govdash.reading.containers.grid import APART

_OPEN = re.compile("<table", re.I)
_CLOSE = re.compile(r"</table[^>]{0,99}>?", re.I)
_MOST_TABLES = 200
_BREAK = re.compile(r"<br\s{0,9}/?>", re.I)
_BREAK_BETWEEN_DIGITS = re.compile(r"(?<=\d)<br\s{0,9}/?>(?=\d)", re.I)
_ENTITY = re.compile(r"&(?:nbsp|ensp|emsp|lt|gt|amp|quot);")

Numbered = tuple[int | str, str]


def lines(text: str, *, is_markdown: bool) -> list[Numbered]:
    """The lines of a text, each with its number."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found: list[Numbered] = []
    done, number = 0, 1
    for _ in range(_MOST_TABLES if "<" in text else 0):
        start = _OPEN.search(text, done)
        end = start and _CLOSE.search(text, start.end())
        if not start or not end:
            break
        before, table = text[done : start.start()], text[start.start() : end.end()]
        found += _plain(before, number, is_markdown=is_markdown)
        number += before.count("\n")
        found += [(number + int(line) - 1, row) for line, row in html.lines(table)]
        number += table.count("\n")
        done = end.end()
    return found + _plain(text[done:], number, is_markdown=is_markdown)


def _plain(text: str, number: int, *, is_markdown: bool) -> list[Numbered]:
    if is_markdown and "<" in text:
        text = _BREAK.sub("", _BREAK_BETWEEN_DIGITS.sub(APART, text))
    if is_markdown and "&" in text:
        text = _ENTITY.sub(lambda entity: unescape(entity[0]), text)
    return list(enumerate(text.split("\n"), start=number))
