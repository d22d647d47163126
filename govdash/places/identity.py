"""Who published a report: level, kind, scope and region of an agency, and an id for it."""

import re
from dataclasses import dataclass
from hashlib import blake2s

from govdash.places import organisations
from govdash.places.chains import Head, read_head
from govdash.places.evidence import choose
from govdash.places.names import is_anyones
from govdash.places.table import lineage, places, region_name, stem, town_key
from govdash.report import Region

NOWHERE = Region(None, None, "none")
"""No division: a national body, a zone, or nothing to go by."""

NO_CODE = "000000"
"""What an agency id begins with where the division is not known or there is none."""

_MOST_CANDIDATES = 20
_PREAMBLE = 1500
_SUMS = re.compile(
    r"(?:汇总|综合|根据)[^。]{0,40}(?:各(?:县|市|区|旗|有关|级|部门|单位|镇|乡|街)|所属|下属|系统)[^。]{0,60}"
    r"(?:编制|汇总)|由[^。]{0,30}各(?:县|市|区|级|部门|单位|镇)[^。]{0,40}(?:编制|汇总)|关区\d{4}年"
)
_SUMS_IN_TITLE = re.compile(r"(?:报告|年报)[(（](?:全[省市州盟县区旗]|汇总|全系统)[)）]")
_ALONE = re.compile(r"数据[^。]{0,12}(?:仅限|仅含|仅包括|仅为)")
_BY_PLACE = frozenset({"government", "town_government", "subdistrict_office"})
_SUMMED_NAME = re.compile(r"(?:部门|系统|关区)$")


@dataclass(frozen=True, slots=True)
class Identity:
    """What is known of a publisher.

    `level` is national, province, prefecture, county, township or unknown; `kind` is government,
    government_office, department, subdistrict_office, town_government, dev_zone, vertical or
    unknown; `scope` says whether the figures are the agency's own (self) or a sum over the
    agencies below it (aggregate).
    """

    level: str
    kind: str
    scope: str
    region: Region


def identify(agency: str | None, text: str) -> Identity:
    """Say who an agency is, from its name and, where the name is not enough, from the text.

    `text` is simplified Chinese: title, preamble and sections. What stays open has no code: the
    region then lists what it may be. A zone has no code of its own; its only candidate is the
    division it lies in, if its name says so.
    """
    name = organisations.clean(agency)
    if not name:
        return Identity("unknown", "unknown", "unknown", NOWHERE)
    local, of_ministry = organisations.local_part(name)
    head = read_head(local)
    national = organisations.is_national(name) or organisations.is_national(local)
    if national and not head.codes and not _is_branch(local, of_ministry):
        kind = "government_office" if name == "国务院办公厅" else "department"
        return Identity("national", "government" if name == "国务院" else kind, "unknown", NOWHERE)
    kind = "vertical" if of_ministry else _kind(head)
    level = _level(head, local, kind)
    return Identity(level, kind, _scope(name, kind, level, text), _region(head, kind, text))


def _is_branch(local: str, of_ministry: bool) -> bool:
    """Whether this is a ministry's local office whose place is no whole name (湛江海关)."""
    return of_ministry and organisations.is_vertical(local) and not local.endswith("总署")


def _kind(head: Head) -> str:
    kind = organisations.kind_of(head.rest)
    if not head.codes or head.open or head.level != "township":
        return kind
    if kind != "government":
        return kind if kind in ("vertical", "unknown") else "department"
    street = town_key(places()[head.codes[0]].name).endswith(("街道", "地区"))
    return "subdistrict_office" if street else "town_government"


def _level(head: Head, local: str, kind: str) -> str:
    if kind == "dev_zone":
        return "unknown"
    if head.codes and not head.open:
        return head.level
    return organisations.level_by_words(head.rest if head.codes else local)


def _scope(name: str, kind: str, level: str, text: str) -> str:
    """Whether the figures are a sum; unknown where name and text disagree."""
    preamble = text[:_PREAMBLE]
    sums = bool(_SUMS.search(preamble))
    if _SUMS_IN_TITLE.search(preamble):
        return "aggregate"
    if level == "township":
        return "self"
    if kind == "government":
        return "unknown" if level == "unknown" or _ALONE.search(preamble) else "aggregate"
    if kind == "dev_zone":
        by_place = not name.endswith(("管委会", "管理委员会"))
        return "aggregate" if by_place or sums else "unknown"
    if kind in ("government_office", "department", "vertical"):
        if _SUMMED_NAME.search(name):
            return "aggregate"
        return "unknown" if sums else "self"
    return "self" if kind in ("subdistrict_office", "town_government") else "unknown"


def _region(head: Head, kind: str, text: str) -> Region:
    if not head.codes:
        return NOWHERE
    if head.open or kind in ("dev_zone", "unknown"):
        return Region(None, None, "none", _listed(head.codes))
    code, confidence = choose(head.codes, head.above, text)
    if code is None:
        return Region(None, None, confidence, _listed(head.codes))
    return Region(code, region_name(code), confidence)


def _listed(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{code} {region_name(code)}" for code in sorted(codes)[:_MOST_CANDIDATES])


def agency_id(agency: str | None, region: Region | None) -> str | None:
    """A stable id: the division's code and eight hex digits of the agency's name in one spelling.

    Names that differ only in what the division says already (宿迁市, 宿迁市人民政府) give one id.
    Without a code the whole name counts, and the id begins with 000000. Where such a region has
    candidates the name may be of several agencies: then the id says what is printed, not who. A
    name that is anyone's (市教育局) has no id without a code.
    """
    name = organisations.clean(agency)
    code = region.code if region else None
    if not name or (code is None and is_anyones(name)):
        return None
    digest = blake2s(_own_name(name, code).encode(), digest_size=4).hexdigest()
    return f"{code or NO_CODE}-{digest}"


def _own_name(name: str, code: str | None) -> str:
    """The name in one spelling, without the places that the code stands for."""
    if code is None:
        if organisations.kind_of(name) in _BY_PLACE:
            return town_key(organisations.GOVERNMENT_END.sub("", name))
        return organisations.one_spelling(name)
    rest = town_key(organisations.GOVERNMENT_END.sub("", organisations.local_part(name)[0]))
    names = [town_key(place.name) for place in lineage(code)]
    for each, below in zip(names, [*names[1:], ""], strict=True):
        if rest.startswith(each):
            rest = rest.removeprefix(each)
        elif below and rest.startswith(stem(each) + below):
            rest = rest.removeprefix(stem(each))
    return organisations.one_spelling(organisations.without_place_word(rest))
