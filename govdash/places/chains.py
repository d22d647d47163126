"""Read the place at the head of an agency's name: 阿拉善盟 · 额济纳旗 · 温图高勒苏木 · 人民政府."""

import re
from dataclasses import dataclass

from govdash.places import organisations
from govdash.places.table import ancestors, by_name, by_stem, places, town_key

_AFTER_TOWN = re.compile(r"(?<=[镇乡木道])(?:人民政府|政府)$")
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Head:
    """A reading of a name's head.

    `codes` are all divisions that the last printed name may be, `above` those printed before it,
    `rest` is what is left; `open` says that the rest names one more place, which is in no table.
    """

    codes: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    rest: str = ""
    open: bool = False

    @property
    def level(self) -> str:
        """The level that all codes share, else unknown."""
        levels = {places()[code].level for code in self.codes}
        return levels.pop() if len(levels) == 1 else "unknown"


def read_head(name: str) -> Head:
    """The best reading: nothing left unread before the organisation, and as many names as possible.

    Only whole names count. A name without its last word (益阳赫山区) counts where a whole name
    below it follows, since then the two confirm each other.
    """
    plain = town_key(_AFTER_TOWN.sub("", name))
    best = Head(rest=name)
    for reading in _readings(plain):
        if _rank(reading) > _rank(best):
            best = reading
    return best


def _rank(head: Head) -> tuple[bool, bool, int]:
    return bool(head.codes), not head.open, -len(head.rest)


def _readings(name: str) -> list[Head]:
    """Every way to read names of places, each within the one before."""
    found: list[Head] = []
    waiting: list[tuple[int, tuple[str, ...], tuple[str, ...]]] = [(0, (), ())]
    while waiting:
        start, within, above = waiting.pop()
        for end in range(start + 2, min(len(name), start + _LONGEST) + 1):
            piece = name[start:end]
            if piece[-1] == "乡" and name[end : end + 1] == "村":
                continue  # 古县乡村振兴局 is no bureau of 古县乡
            codes = _inside(by_name().get(piece, ()), within)
            if codes:
                rest = name[end:]
                found.append(Head(codes, above, rest, organisations.names_a_place(rest)))
            either = codes + _inside(by_stem().get(piece, ()), within)
            if either:
                waiting.append((end, either, (*above, *either)))
    return found


def _inside(codes: tuple[str, ...], within: tuple[str, ...]) -> tuple[str, ...]:
    if not within or not codes:
        return codes
    return tuple(code for code in codes if not set(within).isdisjoint(ancestors(code)))
