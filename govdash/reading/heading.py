"""Who published a report, for which year, and when: from title, metadata, preamble and body.

Order for the agency: title line, metadata (名称), preamble, beginning of section 一. Order for
the year: title, 统计期限, the body's first sentences; a publication date alone never makes a year.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from govdash.forms.official import OVERVIEW
from govdash.reading.parts import Parts
from govdash.reading.text import Line, squeeze

_YEAR = r"(?P<year>20[0-4]\d)年?度?"
_KIND = r"(?:政府信息公开|政务公开|信息公开)(?:工作)?"
_TITLE = re.compile(rf"(?:关于)?(?P<before>[^\d:。]*?){_YEAR}(?P<after>[^\d:。]*)", re.ASCII)
_TITLE_WORDS = re.compile(
    r"关于|发布|公布|政府信息公开工作|政府信息公开|信息公开工作|信息公开|政务公开工作|政务公开"
    r"|年度报告|工作报告|情况的?报告|报告|年报|年度|情况|的"
)
_PERIOD = re.compile(
    r"(?P<year>20[0-4]\d)年?0?1月?0?1日?(?:起|开始)?(?:至|到|—|-|~)+(?P<end>20[0-4]\d)?年?12月?31日"
)
_PUBLISHED = re.compile(
    r"(?:发布时间|发布日期|发文日期|公开日期|公布日期|成文日期|生成日期|发布于):?"
    r"(?P<year>20[0-4]\d)[-年/.](?P<month>\d{1,2})[-月/.](?P<day>\d{1,2})"
)
_BODY_YEAR = re.compile(r"(?P<year>20[0-4]\d)年")
_BODY_AGENCY = re.compile(
    r"(?:^|[,。])(?P<agency>[㐀-鿿]{2,20}?(?:街道办事处|办事处|街道|镇|乡|县|区|市|局|委员会|办公室))"
    r"(?=在|坚持|认真|深入|全面|严格|紧紧|按照|以)"
)
_ABOUT = re.compile(rf"{_KIND}.*(?:报告|年报)|报告.*{_KIND}")
# Bread crumbs and other decorations of a page are no name.
_NAME = re.compile(r"[㐀-鿿·]{2,40}(?:\([㐀-鿿]+\))?")
_LABEL = re.compile(r"^(?:名称|标题|题名|信息名称):")
_SITE = re.compile(r"(?<=报告)[-_—|].*$")
_SELF_WORDS = re.compile(r"^(?:我|本|全|该)")
_LONGEST_TITLE = 60
_BODY_CHARACTERS = 120


@dataclass(frozen=True, slots=True)
class Heading:
    """What a document says of itself; None where it does not say."""

    title: str | None
    agency: str | None
    year: int | None
    published: str | None


def read_heading(parts: Parts) -> Heading:
    """Read the lines above section 一, and where they are silent the beginning of the text."""
    title, agency, year = _from_title(parts.heading)
    body = squeeze(parts.text(OVERVIEW))[:_BODY_CHARACTERS]
    heading = [squeeze(line.text) for line in parts.heading]
    year = year or _from_period([*heading, squeeze(parts.text(OVERVIEW))]) or _year_in(body)
    return Heading(title, agency or _agency_in(body), year, _published(heading))


def _from_title(lines: Sequence[Line]) -> tuple[str | None, str | None, int | None]:
    """The first title that names the agency, on one line or torn over two; else one without it."""
    texts = [text for line in lines if (text := squeeze(line.text).strip("|"))]
    pairs = [before + after for before, after in pairwise(texts)]
    unnamed: tuple[str | None, str | None, int | None] = (None, None, None)
    for text in (*texts, *pairs):
        read = _title(text)
        if read and read[1]:
            return read
        if read and unnamed[0] is None:
            unnamed = read
    return unnamed


def _title(text: str) -> tuple[str, str | None, int] | None:
    # Sites add their own name behind the title: …年度报告-某县发改局.
    text = _SITE.sub("", _LABEL.sub("", text))
    if len(text) > _LONGEST_TITLE or not _ABOUT.search(text):
        return None
    match = _TITLE.fullmatch(text)
    if not match:
        return None
    agency = _TITLE_WORDS.sub("", match["before"] + match["after"]).strip(",、《》[]")
    return text, agency if _NAME.fullmatch(agency) else None, int(match["year"])


def _from_period(texts: Iterable[str]) -> int | None:
    for text in texts:
        match = _PERIOD.search(text)
        if match and (match["end"] or match["year"]) == match["year"]:
            return int(match["year"])
    return None


def _year_in(body: str) -> int | None:
    years = {match["year"] for match in _BODY_YEAR.finditer(body)}
    return int(years.pop()) if len(years) == 1 else None


def _agency_in(body: str) -> str | None:
    match = _BODY_AGENCY.search(body)
    if not match or _SELF_WORDS.match(match["agency"]):
        return None
    return match["agency"]


def _published(heading: Iterable[str]) -> str | None:
    for text in heading:
        match = _PUBLISHED.search(text)
        if match:
            return _date(int(match["year"]), int(match["month"]), int(match["day"]))
    return None


def _date(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
