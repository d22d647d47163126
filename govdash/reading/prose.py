"""Who speaks in the sentences of a report, and of which year: the preamble and the first ones of 一."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from govdash.places.names import Weight, weigh
from govdash.reading.dates import arabic_years
from govdash.reading.titles import read_title

_QUOTED = re.compile(r"[《<]([^《》<>]{1,80})[》>]")
_CITED = re.compile(r"\[[^\]]{0,12}\]?\d*号?|\((?:以下)?简?称?[^()]{0,60}\)")
_CLAUSES = re.compile(r"[,。;:!?、…\n|\t《》<>]+")
_VERB = r"(?:公布|公开|发布|编制完成|编制|编写|撰写|制作|制定|形成|汇报|报告|总结|汇总|梳理|整理|印发|将|布)"
_BEHIND_VERB = re.compile(rf"^.*?{_VERB}(?:了|并|好|完成|出)?(?=[㐀-鿿\d])")
# 将 leads to the report as well, but begins the names of places: 三明市将乐县.
_MAKING = _VERB.replace("|将|", "|").replace("|布)", ")")
_SUBJECT = re.compile(
    rf"^(?:现|兹|特|由|本报告由|本年度报告由|本年报由|此报告由)?(?P<name>[㐀-鿿·]{{2,40}}?(?:\([㐀-鿿]{{2,10}}\))?)"
    rf"(?:按照.*?|根据.*?|结合.*?|依据.*?|认真|组织|负责|牵头|统一)?(?:现|特|在)?(?:面?向社会|向公众|予以)?{_MAKING}"
)
_BY = re.compile(
    r"由(?P<name>[㐀-鿿·]{2,40}?(?:\([㐀-鿿]{2,10}\))?)(?:按照|根据|依据|结合|依照|组织|负责|牵头|汇总|统一)*"
    rf"(?:{_MAKING}|$)"
)
_SUM = re.compile(
    r"(?:汇总|综合|根据)(?:了)?(?P<name>[㐀-鿿]{2,20}?)各(?:县|市|区|旗|镇|乡|街|有关|部门|单位|级|委)"
)
_SAYS = re.compile(r"报告|年报|编制|汇总|综合|情况|公开工作")
_TELLS = re.compile(
    r"及时|按时|按规定|按期|如期|上年|上一年|往年|去年|已于|已在|完成.*(?:发布|公布|公开)|(?:公开|公布|发布)了"
)
NOW = re.compile(r"现|特|兹|汇报|如下")
"""Words of who is announcing this very report."""

_TOPIC_YEAR = re.compile(
    r"(?:^|[^\d])(?P<year>20[0-4]\d)(?:年度?|年)?[㐀-鿿]{0,24}?(?:政府|政务)?(?:信息公开|政务公开)(?:工作)?"
    r"(?:的)?(?:年度|基本|开展)?(?:工作)?(?:的)?(?:报告|年报|情况|(?<=工作)(?=$|的基础|进行|作出|总结|汇报))"
)
_CONTACT = re.compile(
    r"(?:与|向|联系|咨询|致电|:)(?P<name>[㐀-鿿]{2,30}(?:局|委|委员会|厅|中心|镇|乡|街道|办事处|人民政府|苏木|队|院|站|海关))"
    r"[㐀-鿿]{0,14}(?:联系|咨询|反映|$)"
)
_OPENERS = (
    r"(?=在|以|坚持|认真|深入|全面|严格|紧紧|紧扣|按照|根据|围绕|始终|积极|高度重视|切实|不断|扎实|持续"
    r"|进一步|大力|坚决|聚焦|贯彻|依据|着力|主动|继续|充分|牢固|共(?!青|产|和)|政府信息公开|信息公开|政务公开"
    r"|党委|党工委|党组|\d|高质量|严把|稳步|有序|落实|结合|通过|加强|强化|立足|把)"
)
_ACTOR = re.compile(rf"^(?:(?:20\d\d)年(?:度|以来|来)?)?(?P<name>[㐀-鿿·]{{2,40}}?){_OPENERS}")
_OURS = re.compile(
    r"(?:我|本)(局|委|办|厅|中心|镇|乡|街道|街|县|区|市|省|旗|院|队|站|所|部门|苏木|公司|管委会|开发区|关)"
    r"(?!信息|制度|地方)"
)
_OF_BODIES = frozenset({"局", "委", "办", "厅", "中心", "院", "队", "站", "所", "公司", "关"})
_OF_TOWNS = {"镇": "镇", "乡": "乡", "街道": "街道", "街": "街道", "苏木": "苏木"}
_LAST_WORD = re.compile(r"(?:党工委管委会|管委会|管理委员会|人民政府|街道办事处|办事处)$")
_STARTS = re.compile(
    r"[。;:\n](?:[(]?[一二三四五六七八九十\d]{1,3}[)、.])?(?:[㐀-鿿]{0,14}?[。:])?"
    r"(?:(?:截至|截止)(?:到)?|自|在)?(?P<year>20[0-4]\d)年"
    r"(?!\d{1,2}月|第?[一二三四1-4]季度|上半年|好于|比|较|相比|(?<!截至.{5})(?<!截止.{5})[底末初])"
)
_ANY_YEAR = re.compile(r"(?<![\d\[])(?P<year>20[0-4]\d)年(?!\d{1,2}月)")


_LONGEST_CLAUSE = 150
"""What goes on for longer without a comma is no sentence that a person wrote."""


@dataclass(frozen=True, slots=True)
class Ours:
    """What an agency calls itself: 我局, 本镇; what it calls the place above it says nothing."""

    words: frozenset[str]

    @property
    def names_a_kind(self) -> bool:
        """Whether it calls itself a bureau, an office or a town."""
        return any(word in _OF_BODIES or word in _OF_TOWNS for word in self.words)

    def fits(self, name: str) -> bool:
        """Whether a name can be that of who says so."""
        bodies = self.words & _OF_BODIES
        if bodies:
            return any(name.endswith(_ends(word)) for word in bodies)
        towns = {word for word in self.words if word in _OF_TOWNS}
        return not towns or any(_OF_TOWNS[word] in name for word in towns)


def _ends(word: str) -> tuple[str, ...]:
    return {"委": ("委", "委员会", "管委会"), "办": ("办", "办公室", "办事处")}.get(word, (word,))


def ours(text: str) -> Ours:
    """What the text calls its agency."""
    return Ours(frozenset(_OURS.findall(text)))


def uncited(text: str) -> str:
    """Squeezed sentences without numbers of notices and what stands in brackets beside them."""
    return _CITED.sub("", arabic_years(text))


def clauses(text: str) -> list[str]:
    """The clauses of uncited sentences without the titles of notices."""
    bare = _QUOTED.sub(_kept_quote, text) if "《" in text or "<" in text else text
    return [clause for clause in _CLAUSES.split(bare) if 0 < len(clause) <= _LONGEST_CLAUSE]


def _kept_quote(found: re.Match[str]) -> str:
    """A quoted title stays where it is a report's; a notice, a rule or a plan goes."""
    return f"《{found[1]}》" if read_title(found[1]) else ""


@dataclass(frozen=True, slots=True)
class Announced:
    """A report that a sentence announces: whose it is, who has put it together, for which year."""

    agency: str | None
    composer: str | None
    year: int | None


def announced(said: Sequence[str], text: str) -> Iterator[Announced]:
    """The reports that the clauses of a text announce, in their order.

    A report also tells that last year's was published in time; it is not announced by that.

    现公布{agency}{year}年…报告 · 《{agency}{year}年…报告》 · 由{composer}编制 · 汇总{agency}各….
    """
    for clause in said:
        if not _SAYS.search(clause) or _TELLS.search(clause):
            continue
        agency, composer = _whose(clause, text), None
        if agency is None:
            composer = _composer(clause, text)
        year = _TOPIC_YEAR.search(clause)
        if agency or composer or year:
            yield Announced(agency, composer, int(year["year"]) if year else None)


def _whose(clause: str, text: str) -> str | None:
    if _speaks(clause) or "情况" in clause:
        for tail in _tails(clause):
            read = read_title(f"{tail}报告" if tail.endswith("情况") else tail)
            if read and read.agency and _is_said(read.agency, text):
                return read.agency
    found = _SUM.search(clause)
    return found["name"] if found and _is_said(found["name"], text) else None


def _composer(clause: str, text: str) -> str | None:
    for pattern in (_BY, _SUBJECT) if _speaks(clause) else (_BY,):
        found = pattern.search(clause)
        if found and _is_said(found["name"], text):
            return found["name"]
    return None


def _speaks(clause: str) -> bool:
    return "报告" in clause or "年报" in clause


def _is_said(name: str, text: str) -> bool:
    """Whether words cut out of a sentence are a name: of a place, or used more than once."""
    weight = weigh(name)
    return weight >= Weight.KNOWN or (weight is Weight.PROPER and is_repeated(name, text))


def is_repeated(name: str, text: str) -> bool:
    """Whether a text has a name again, without its last words (关区, 管委会) as well."""
    return text.count(_LAST_WORD.sub("", name)) > 1 or name.endswith("关区")


def _tails(clause: str) -> Iterator[str]:
    """The clause, and what stands behind each of its verbs."""
    yield clause
    rest = clause
    while True:
        cut = _BEHIND_VERB.sub("", rest, count=1)
        if cut == rest or len(cut) < 6:
            return
        rest = cut
        yield rest


def acting(said: Sequence[str], text: str) -> str | None:
    """The first agency that a clause of a text has for its subject: 2021年,江安镇在…."""
    for clause in said:
        found = _ACTOR.match(clause)
        if found and _is_said(found["name"], text):
            return found["name"]
    return None


def contact(said: Sequence[str], us: Ours) -> str | None:
    """Whom to ask about the report, where that is who says 我局, 我镇: 请与…局办公室联系."""
    if not us.names_a_kind:
        return None
    for clause in said:
        if "联系" not in clause and "咨询" not in clause:
            continue
        for found in _CONTACT.finditer(clause):
            if weigh(found["name"]) is Weight.SURE and us.fits(found["name"]):
                return found["name"]
    return None


def spoken_years(text: str) -> list[int]:
    """The years that uncited sentences begin with; where none does, all years that are named."""
    bare = _QUOTED.sub("", text)
    starts = {int(found["year"]) for found in _STARTS.finditer(f"\n{bare}")}
    return sorted(starts or {int(found["year"]) for found in _ANY_YEAR.finditer(bare)})
