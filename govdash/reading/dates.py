"""Dates as sites and reports print them: when published, and which days the figures cover."""

import re
from datetime import date

from govdash.reading.text import squeeze
from govdash.report import Period

_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")} | dict.fromkeys(
    "〇○◯O", "0"
)
_TWELVE_MONTHS = re.compile(r"\(?0?1月?份?[-—~至]+12月份?\)?")
_CHINESE_YEAR = re.compile(r"二[零〇○◯O0][零〇○◯O0一二三四五六七八九]{2}(?=年|$)")
_DAY = r"(20[0-4]\d)[-年/.](\d{1,2})[-月/.](\d{1,2})(?!\d)"
_LABELLED = re.compile(
    r"(?:发\s?布|公\s?开|公\s?布|发\s?文)(?:时\s?间|日\s?期)\s*[:|]?\s*" + _DAY
    + r"|(?:发布于|(?<![㐀-鿿])(?:信息)?(?:[日时]\s?间|日\s?期))\s*:?\s*" + _DAY
)  # fmt: skip
_MADE = re.compile(r"(?<!页面)(?:成文|生成|印发|制作|签发)(?:时间|日期)\s*[:|]?\s*" + _DAY)
_LOOSE = re.compile(r"(?<!\d)" + _DAY)
_SITE = re.compile(r"来源|点击|浏览|阅读|字[体号]|作者|访问|www\.|\d:\d\d|编辑")
_TODAY = re.compile(r"今天|今日|现在|星期|农历|更新|采集|有效期|:20[0-4]\d|[。,;《至到自]|期限")
_SIGNED = re.compile(_DAY.replace(r"(?!\d)", "日?"))
_LONGEST_LOOSE = 60

_SEPARATOR = r"(?:日|号)?(?:起|开始|始)?(?:至|到|—+|－|-+|~+|～)"
_YEAR = r"(20[0-4]\d)"
_OF_FIGURES = re.compile(r"统计|期限|时限|数据|起止|周期|时间段")
_SPELLED = re.compile(
    rf"{_YEAR}[年.\-/](\d{{1,2}})(?:[月.\-/](\d{{1,2}}))?月?{_SEPARATOR}"
    rf"(?:{_YEAR}[年.\-/])?(\d{{1,2}})[月.\-/](?:(\d{{1,2}})日?)?"
)
# 年 or 月 lost by the copy: only the first and the last day of a year can be told from what is left.
_FUSED = re.compile(rf"{_YEAR}年?0?1月?0?1日?(?:起|开始)?(?:至|到|—+|-+|~+){_YEAR}?年?12月?31日")
_NEARLY_A_YEAR = 300
_LAST = {1: 31, 3: 31, 5: 31, 7: 31, 8: 31, 10: 31, 12: 31, 2: 28}


def arabic_years(text: str) -> str:
    """The text with 二〇二三年 as 2023年; every other number as it is."""
    return _CHINESE_YEAR.sub(lambda found: "".join(_DIGITS.get(c, c) for c in found[0]), text)


def without_twelve_months(text: str) -> str:
    """The text without 1-12月, which is a whole year."""
    return _TWELVE_MONTHS.sub("", text) if "12月" in text else text


def day(year: str, month: str, number: str) -> str | None:
    """An ISO date, or None for one that no calendar has."""
    try:
        return date(int(year), int(month), int(number)).isoformat()
    except ValueError:
        return None


def labelled(text: str) -> str | None:
    """The day behind 发布时间, 发文日期, 公开日期 or a plain 时间:; None where none is told."""
    found = _LABELLED.search(text)
    if not found:
        return None
    return day(*(found.groups()[:3] if found[1] else found.groups()[3:]))


def made(text: str) -> str | None:
    """The day a document was written, by its label 成文日期 and the like."""
    found = _MADE.search(text)
    return day(*found.groups()) if found else None


def loose(text: str, below_title: bool) -> str | None:
    """The day in a line of a site that has no label: below the title or beside 来源, 点击, a time."""
    plain = text.strip(" |\t()[]")
    if len(plain) > _LONGEST_LOOSE or _TODAY.search(plain):
        return None
    found = _LOOSE.search(plain)
    if not found or not (below_title or _SITE.search(plain)):
        return None
    return day(*found.groups())


def signed(text: str) -> str | None:
    """The day that is all of a line, as at the end of a letter."""
    found = _SIGNED.fullmatch(arabic_years(squeeze(text)))
    return day(*found.groups()) if found else None


def period(text: str) -> Period | None:
    """The range of days in a squeezed text that is said of the figures; else one of a whole year."""
    ranges = sorted(
        [*_SPELLED.finditer(text), *_FUSED.finditer(text)], key=lambda found: found.start()
    )
    told = [
        found
        for found in ranges
        if _OF_FIGURES.search(text[max(found.start() - 40, 0) : found.start()])
    ]
    for found in told or ranges:
        read = _fused(found) if found.re is _FUSED else _spelled(found)
        if read and (told or is_a_year(read)):
            return read
    return None


def _fused(found: re.Match[str]) -> Period:
    start, end = found[1], found[2] or found[1]
    whole = re.search(r"年0?1月0?1日?.*(?:年|至|到|[—\-~])12月31", found[0])
    return Period(f"{start}-01-01", f"{end}-12-31", found[0], repaired=not whole)


def _spelled(found: re.Match[str]) -> Period | None:
    year, month, first, other, until, last = found.groups()
    end_year = other or year
    if not 1 <= int(until) <= 12:
        return None
    start = day(year, month, first or "1")
    end = day(end_year, until, last or str(_last_day(int(end_year), int(until))))
    return Period(start, end, found[0]) if start and end else None


def _last_day(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _LAST.get(month, 30)


def period_is_part_of_a_year(found: Period | None) -> bool:
    """Whether the days told lie within one year and are well short of it: half a year, a month."""
    if found is None or found.start is None or found.end is None:
        return False
    days = (date.fromisoformat(found.end) - date.fromisoformat(found.start)).days
    return 0 <= days < _NEARLY_A_YEAR


def is_a_year(found: Period) -> bool:
    """Whether the days told are those of one whole year."""
    year = (found.start or "")[:4]
    return found.start == f"{year}-01-01" and found.end == f"{year}-12-31"
