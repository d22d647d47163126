"""What the text of a report says about which of several divisions is meant."""

import re
from functools import cache

from govdash.places.table import MUNICIPALITIES, Place, ancestors, by_name, lineage, places

Choice = tuple[str | None, str]
"""A code, or None, and the confidence: high, medium or none."""

UNDECIDED: Choice = (None, "none")

_NOT_ALONE = frozenset(
    re.findall(
        r"\w+",
        "合作市 公安县 政和县 会同县 资源县 延长县 中方县 开化县 新民市 "
        "共和县 民和县 南部县 老城区 新城区 城中区 城东区 城西区 城北区 "
        "城关区 港口区 市中区 市南区 市北区 西山区 南山区 东山区 ",
    )
)
"""Names that ordinary sentences contain (财政和县, 江西山区); only good behind their parent's."""

_LED = re.compile(r"在[^。，,；;]{0,12}([市县区旗])委[、和及与,，]?\1(?:人民)?政府[^。]{0,8}领导下")
# The class of characters comes first, so that a text is searched at the speed of memory.
_AUTHORITY = re.compile(
    r"[市县区旗](?<![社小地园发新灾景城治][市县区旗])(?=委(?!员)|(?:人民)?政府)"
)
_OURS = re.compile(r"[全我](?=[县区旗])")

_BESIDE, _COUNTY, _PREFECTURE, _PROVINCE, _NOTHING = 4, 3, 2, 1, 0
"""How near to the division the nearest name is that the text gives."""


def choose(codes: tuple[str, ...], above: tuple[str, ...], text: str) -> Choice:
    """Which of the codes is meant; `above` are those printed before it in the name.

    A single code of county level or above is its own proof, unless its name is as short as 东区.
    A town's name needs a second sign to be more than medium, and is refused where the text names
    other superiors or another kind of superior than the town has.
    """
    if len(codes) == 1 and _is_sure(codes[0], above):
        return codes[0], "high"
    led, kinds = _superiors(text)
    possible = [code for code in codes if _fits(places()[code], kinds)]
    scores = {code: _score(code, text) for code in possible}
    best = max(scores.values(), default=_NOTHING)
    leaders = [code for code in possible if scores[code] == best]
    if len(leaders) != 1 or _is_contradicted(leaders[0], best, scores, text):
        return UNDECIDED
    if best == _NOTHING and len(codes) > 1 and not led:
        return UNDECIDED
    return leaders[0], _confidence(best, len(codes))


def _is_sure(code: str, above: tuple[str, ...]) -> bool:
    near = [each for each in ancestors(code) if each in above]
    if near and (places()[near[-1]].level != "province" or near[-1] in MUNICIPALITIES):
        return True
    name, level = places()[code].name, places()[code].level
    return level != "township" and (len(name) > 2 or name.endswith("县"))


def _confidence(score: int, homonyms: int) -> str:
    if score >= _COUNTY or (score == _PREFECTURE and homonyms == 1):
        return "high"
    # All other towns of the name are ruled out by the kind of government that leads this one.
    return "high" if score == _NOTHING and homonyms > 1 else "medium"


def _is_contradicted(code: str, score: int, scores: dict[str, int], text: str) -> bool:
    """Whether the text also speaks for another division than its best one."""
    if score == _BESIDE:
        return False
    own = set(ancestors(code))
    for other, its_score in scores.items():
        if other != code and its_score >= _PREFECTURE and its_score < score:
            foreign = [place for place in lineage(other)[1:-1] if place.code not in own]
            if any(_is_named(place, text) for place in foreign):
                return True
    return score < _COUNTY and places()[code].level == "township" and _has_others(code, text)


def _score(code: str, text: str) -> int:
    """How near the text comes to the division: its county, its prefecture, its province."""
    line = lineage(code)
    if any(place.name + line[-1].name in text for place in line[-3:-1]):
        return _BESIDE
    for place in reversed(line[:-1]):
        if _is_named(place, text):
            if place.code == line[-1].parent and line[-1].level == "township":
                return _COUNTY
            near = place.level == "prefecture" or place.code in MUNICIPALITIES
            return _PREFECTURE if near else _PROVINCE
    return _NOTHING


def _is_named(place: Place, text: str) -> bool:
    if len(place.name) > 2 and place.name not in _NOT_ALONE:
        return place.name in text
    parent = places().get(place.parent)
    return parent is not None and parent.name + place.name in text


def _superiors(text: str) -> tuple[bool, set[str]]:
    """Whether the text says whose lead it follows, and the kinds of authority above this town.

    A district's or county's report names the city above it as well. So 市 says something only
    where a sentence says that the city leads and no 县, 区 or 旗 is named as an authority.
    """
    led = _LED.search(text)
    kinds = {match[0] for match in _AUTHORITY.finditer(text)}
    kinds |= {text[match.end()] for match in _OURS.finditer(text)}
    lower = kinds - {"市"}
    if not led or (led[1] == "市" and lower):
        return bool(led), lower
    return True, {led[1]}


def _fits(place: Place, kinds: set[str]) -> bool:
    """Whether a town's parent is of one of these kinds; true where that says nothing."""
    if place.level != "township" or not kinds:
        return True
    parent = places()[place.parent]
    return parent.is_zone or parent.name[-1] not in "市县区旗" or parent.name[-1] in kinds


@cache
def _proper_names() -> dict[str, str]:
    """Names of counties and prefectures that may be looked for in a text, with their level."""
    return {
        name: places()[codes[0]].level
        for name, codes in by_name().items()
        if len(name) > 2
        and name not in _NOT_ALONE
        and places()[codes[0]].level in ("county", "prefecture")
    }


def _has_others(code: str, text: str) -> bool:
    """Whether the text names authorities of counties or cities and none of them is this town's."""
    named: dict[str, set[str]] = {"county": set(), "prefecture": set()}
    for match in _AUTHORITY.finditer(text):
        for start in range(match.end() - 12, match.end() - 2):
            piece = text[max(start, 0) : match.end()]
            if piece in _proper_names():
                named[_proper_names()[piece]].add(piece)
                break
    own = {place.name for place in lineage(code)}
    for names in (named["county"], named["prefecture"]):
        if names:
            return own.isdisjoint(names)
    return False
