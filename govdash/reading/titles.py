"""The grammar of a report's title: {place}{organisation}{year}政府信息公开工作年度报告 in any order.

A title is read from the pieces of a page: its lines, cut where sites put `>`, `|`, `-` or `_`
between a title and their own name. One that is torn over several lines is put together again.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from govdash.places.names import Weight, begins_with_a_place, has_short_place, weigh
from govdash.reading.dates import arabic_years, without_twelve_months
from govdash.reading.remembered import remembered

_YEAR = r"[(\[]?(?:19|20)\d\d[)\]]?"
_TOKEN = (
    rf"{_YEAR}年度年度|{_YEAR}年年度|{_YEAR}年?度?[)\]]?|年度|关于|政府信息与政务公开|政府信息和政务公开"
    r"|政府信息公开|政务信息公开|政府信息|信息公开|政务公开|政府公开|公开|政务|信息|工作|开展|执行|情况|本级"
    r"|年报|报告|总结|书|年|的|\((?:全[省市州盟县区旗镇乡]|汇总|本级|机关|公开版|修订版?|电子版)\)"
)
_TITLE = re.compile(
    rf"(?P<lead>(?:关于|发布|公布|{_YEAR}年?度?)*+)(?P<name>.*?)(?P<rest>(?:{_TOKEN})++)"
)
_TOPIC = re.compile(r"信息公开|政务公开|政府公开|政府信息与政务公开")
_REPORT = re.compile(r"报告|年报|总结")
_OTHER_SPAN = re.compile(r"半年|季度|\d月(?!\d)|[一二三四五六七八九十]月份?|解读")
_YEARS = re.compile(r"(?:19|20)\d\d")
_LEAD = re.compile(
    r"^(?:名称|标题|题名|信息名称|文件名称|文章标题|公文名称|主题)[:|]|^[?#*·•●◆■>、.]+|^\d{1,2}[.、]"
)
_CUTS = re.compile(r"[>»›→|/\\_《》\t\n]+|[—–-]+(?!\d)|(?<!\d)[—–-]+|(?<=[㐀-鿿]):{2}(?=[㐀-鿿])")
_FILE = re.compile(r"\.(?:pdf|docx?|wps|html?|txt)$", re.IGNORECASE)
_ENDING = re.compile(
    r"(?:(?:予以)?(?:公布|公开|汇报|通报)?如下|\(?(?:全文|正文|文字版|图文版?|PDF版?|word版?)\)?|现予以?公布)$",
    re.IGNORECASE,
)
_ENDS = ("告", "报", "总结", "版", "全市", "全县", "全区", "汇总", "本级", "年度", "年", "书")
_LAST = frozenset("下文版)布fFcxXsSmMlLtT")
_FRAGMENT = re.compile(r"[㐀-鿿·()]{1,25}")
_HALF_GOVERNMENT = re.compile(r"人民$")
# 现公布…报告 and …编制了…报告 are sentences, told apart by their verbs.
_SENTENCE = re.compile(
    r"[,。;>]|现(?:将|公布|发布|公开|编制|向|面)|面向|特(?:编制|向|此|公布|发布|将)|编制|公布|发布|印发|撰写"
)
_YEAR_ALONE = re.compile(r"\((20\d\d)年度?\)")
"""What stands below a title that has no year."""
_LEADING_YEAR = re.compile(r"^(?:关于)?(?:20\d\d年?度?)?")
_MENU = re.compile(
    r"公开|首页|位置|栏目|正文|专栏|目录|指南|年报|导航|搜索|登录|无障碍|字[体号]|打印|来源"
)
_LONGEST = 90
_PIECES = 4


@dataclass(frozen=True, slots=True)
class Title:
    """A title as read: the whole of it, and the name and year it tells; None where it does not.

    `printed` is what stands in the name's place, also where it is none. `above` says that the name
    stands alone on a line above a title without one: it may be the site's and not the agency's.
    """

    text: str
    agency: str | None
    year: int | None
    weight: Weight
    above: bool = False
    printed: str = ""


@remembered(2 * _LONGEST, 8192)
def read_title(text: str) -> Title | None:
    """Read one squeezed text as a title; None where it is none."""
    text = without_twelve_months(text)
    if len(text) > _LONGEST or not _TOPIC.search(text) or _OTHER_SPAN.search(text):
        return None
    text = _FILE.sub("", _LEAD.sub("", arabic_years(text)).strip("。,:;!*#|\"'“”"))
    text = _ENDING.sub("", text)
    found = _TITLE.fullmatch(text)
    if not found or not _TOPIC.search(found["rest"]) or not _REPORT.search(found["rest"]):
        return None
    years = set(_YEARS.findall(found["lead"] + found["rest"]))
    name = found["name"].strip(",、.:'\"“”·")
    if _HALF_GOVERNMENT.search(name):
        name += "政府"
    if _YEARS.search(name) or _SENTENCE.search(name):
        return None
    year = int(years.pop()) if len(years) == 1 else None
    weight = weigh(name) if name else Weight.NONE
    if not name and year is None:
        return None
    return Title(text, name or None, year, weight, printed=name)


def pieces(lines: Sequence[str]) -> list[str]:
    """The squeezed lines cut where a site cuts: bread crumbs, cells, its own name."""
    return [piece for line in lines for piece in _CUTS.split(line) if piece]


def find_titles(cut: Sequence[str]) -> Iterator[Title]:
    """Every title among the pieces, each torn one put together from up to four of them."""
    last = -1
    for end, piece in enumerate(cut):
        if not _may_end(piece):
            continue
        found = _best_ending(cut, end, last)
        if found:
            last = end
            below = _YEAR_ALONE.fullmatch(cut[end + 1]) if end + 1 < len(cut) else None
            yield replace(found, year=int(below[1])) if below and found.year is None else found


def _may_end(piece: str) -> bool:
    """Whether a title may end here: with its last word, a year behind it, or the rear half of one."""
    plain = piece.rstrip("。,:;!*#\"'”")
    if plain.rstrip(")]").endswith(_ENDS):
        return True
    return plain[-1:] in _LAST and bool(_ENDING.search(plain) or _FILE.search(plain))


def _best_ending(cut: Sequence[str], end: int, last: int) -> Title | None:
    """The best of the titles that end with one piece, by how many pieces are put before it."""
    best: Title | None = None
    joined, first = "", end
    for start in range(end, max(end - _PIECES, last, -1), -1):
        if start < end and len(cut[start]) > _LONGEST:
            break
        joined = cut[start] + joined
        read = read_title(joined)
        if read is None:
            continue
        read = _marked(read, cut[start : end + 1])
        better = _better(best, read, cut[start])
        if better is not best:
            best, first = better, start
    return _unless_torn(best, cut[first - 1] if first else "")


def _marked(title: Title, run: Sequence[str]) -> Title:
    """The title; marked where its name fills the pieces above the one that the rest begins in."""
    if title.agency is None or len(run) == 1:
        return title
    name = ""
    for piece in run[:-1]:
        name += piece
        if name == title.agency:
            return replace(title, above=True)
    return title


def _better(best: Title | None, wider: Title, before: str) -> Title | None:
    """The title with one more piece before it, where that makes the better name."""
    if best is None or wider.weight <= Weight.GENERIC:
        return best or wider
    if best.weight <= Weight.SHORT or (best.year is None and wider.year):
        return wider
    before = _LEADING_YEAR.sub("", before)
    if not _FRAGMENT.fullmatch(before) or _MENU.search(before):
        return best
    if weigh(before) > Weight.SHORT and wider.weight <= best.weight and not _is_chain(wider, best):
        return best
    return wider if wider.weight >= best.weight or _is_torn(before, best) else best


def _is_chain(wider: Title, best: Title) -> bool:
    """Whether the piece before names the places above this name's own."""
    return wider.weight is Weight.SURE and (wider.agency or "").endswith(best.agency or "-")


def _is_torn(before: str, best: Title) -> bool:
    return (
        weigh(before) <= Weight.GENERIC
        and begins_with_a_place(before)
        and (best.weight < Weight.SURE or has_short_place(best.agency or ""))
    )


def _unless_torn(title: Title | None, before: str) -> Title | None:
    """The title; without its name where that may be the rear half of one."""
    if title is None or title.agency is None or title.weight >= Weight.PROPER:
        return title
    is_whole_line = not before or _MENU.search(before) or not _FRAGMENT.fullmatch(before)
    if title.weight is Weight.SHORT and is_whole_line:
        return title
    return replace(title, agency=None) if title.year else None
