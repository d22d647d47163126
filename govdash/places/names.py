"""How good a piece of text is as the name of an agency: from no name at all to a known place."""

import re
from enum import IntEnum
from functools import lru_cache

from govdash.places import organisations
from govdash.places.chains import Head, read_head
from govdash.places.table import by_name, by_stem, places, town_key


class Weight(IntEnum):
    """How far a name stands on its own.

    `GENERIC` may be anyone's (市教育局, 开发区管委会), `SHORT` may be the rear half of a torn name
    (山区教育局), `PROPER` is whole but in no table, `KNOWN` names a place of the table that several
    may be or that leads on to an unknown one, `SURE` is one place and an organisation.
    """

    NONE = 0
    GENERIC = 1
    SHORT = 2
    PROPER = 3
    KNOWN = 4
    SURE = 5


_LETTERS = re.compile(r"[㐀-鿿·]{2,40}(?:\([㐀-鿿、]{2,12}\)[㐀-鿿]{0,20})?")
# Copies on foreign domains put their advertising where the place stood, or before it.
_ADVERTISING = re.compile(
    r"娱乐|老虎机|博彩|赌|棋牌|官网|网址|平台|开户|真人|百家乐|投注|下注|葡京|彩金|登录|注册"
    r"|网上|在线|首存|电子游戏|足球|比分|游戏"
)
_NO_NAME = re.compile(
    r"的|根据|按照|关于|贯彻|汇总|首页|位置|栏目|正文|索引|领导小组|半年|季度|通知|公告|年报|报告"
    r"|网站|门户|专栏|下载|附件|编制|公布|发布|以来|要求|条例|精神|指导|习近平|认真|坚持|下简称"
    r"|信息公开(?!办|工作办|与政务公开办)|政府信息$|公开$|工作$|情况$|浏览|打印|无障碍|长者|登记表|联系|面向|向社会|公众|现将|如实|梳理"
)
# What no name holds whose place is not in the table.
_LEADS = re.compile(
    r"全[省市州盟县区旗镇乡]|不断|提高|加强|推[进动]|提升|强化|完善|落实|确保|^(?:在|由|经|对|向|为|与|和|及|请|各|现|将|特|以|把|使|让|从|到|等|是|有)"
)
_OURS = re.compile(
    r"^(?:我|本|全|该|各)(?:省|市|州|盟|县|区|旗|乡|镇|街|局|委|厅|办|中心|单位|机关|级|院)"
)
_BARE = re.compile(
    r"^(?:自治[区州县旗]|[省市州盟县区旗乡镇]|街道|人民政府|政府|党委|党工委|机关|单位|部门|办公室"
    r"|办事处|管委会|管理委员会|中心|(?:经济|高新|技术|产业|工业|综合|旅游|风景)*"
    r"(?:开发区|高新区|经开区|新区|园区|管理区|示范区|实验区|试验区|度假区|景区|保税区|片区))"
)
_PLACE = re.compile(
    r"^(?P<stem>[㐀-鿿]+?)(?:省|自治区|自治州|自治县|自治旗|市|地区|州|盟|县|区|旗|镇|乡|街道|苏木"
    r"|办事处|新城)(?P<rest>.*)$"
)
_CUSTOMS = re.compile(r"^[㐀-鿿]{2,4}海关(?:关区|本级|缉私局)?$")
_INSIDE_GOVERNMENT = re.compile(
    r"^(?:人民)?政府(?=.)(?!办|参事|驻|研究|发展研究|外事|合作|国有|侨务|法制|港澳|台湾|信访|口岸|机关"
    r"|地方志|经济|金融|督查|行政|政务|采购|投资|文史|侨|防空)"
)
_NATIONAL = re.compile(
    r"^(?:国务院|国家|中国|全国|最高人民|中华人民共和国|海关总署|审计署|(?:外交|国防|教育|科学技术|科技"
    r"|工业和信息化|公安|民政|司法|财政|人力资源|自然资源|国土资源|生态环境|环境保护|住房|交通运输|铁道"
    r"|水利|农业农村|农业|商务|文化和旅游|文化|应急管理|退役军人事务)[㐀-鿿]{0,8}部$)"
)
_BODY = re.compile(r"(?:部|局|署|总署|委|委员会|会|院|厅|办公室|社|行|中心|公司|集团)$")
_REMARK = re.compile(r"(?:\([㐀-鿿、]+\)|本级|机关本级|关区)$")
_EXTRA = re.compile(
    r"^(?:委|委员|委及|以|在|是|和|与|及|内|各|公|全|人|人民|有)$|^(?:委区|委市|委县|委和)"
)
_SHORTEST_SURE = 3
_ALSO_A_WORD = "滨海新区"
"""A county, and what many zones by the sea are called."""


@lru_cache(maxsize=65536)
def weigh(name: str) -> Weight:
    """How good a name is."""
    if not _LETTERS.fullmatch(name) or _ADVERTISING.search(name) or _NO_NAME.search(name):
        return Weight.NONE
    whole = plain(name)
    local, of_ministry = organisations.local_part(whole)
    head = read_head(local)
    if head.codes:
        return _of_place(head)
    if _OURS.match(name):
        return Weight.GENERIC
    if _is_national(whole, local):
        return Weight.SURE
    if _LEADS.search(local) or _has_place_inside(local):
        return Weight.NONE
    if of_ministry and organisations.is_vertical(local):
        return Weight.PROPER
    return _of_words(local)


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """The name without what it counts (关区, 本级) and without 人民政府 before a town of its own."""
    return organisations.clean(_REMARK.sub("", name))


def is_anyones(name: str) -> bool:
    """Whether a name without a place may be that of many agencies: 市教育局, 示范区教育局."""
    local = organisations.local_part(name)[0]
    if read_head(local).codes:
        return False
    return Weight.NONE < weigh(name) <= Weight.GENERIC or bool(_BARE.match(local))


def has_short_place(name: str) -> bool:
    """Whether the place that a name begins with is as short as 东区: it may be torn from 江东区."""
    codes = read_head(organisations.local_part(name)[0]).codes
    return bool(codes) and any(len(places()[code].name) < _SHORTEST_SURE for code in codes)


def begins_with_a_place(text: str) -> bool:
    """Whether the first characters are a division's name, whole or without its last word."""
    return any(
        text[:end] in by_name() or text[:end] in by_stem()
        for end in range(2, min(len(text), 12) + 1)
    )


def _of_place(head: Head) -> Weight:
    rest = town_key(head.rest)
    if _EXTRA.search(rest) or _INSIDE_GOVERNMENT.search(rest):
        return Weight.NONE
    kind = organisations.kind_of(rest)
    if kind == "unknown":
        return Weight.NONE
    if head.open or len(head.codes) > 1:
        return Weight.KNOWN
    return Weight.SURE


def _is_national(name: str, local: str) -> bool:
    known = organisations.is_national(name) or organisations.is_national(local)
    return known and bool(_NATIONAL.match(name)) and bool(_BODY.search(name))


def _has_place_inside(name: str) -> bool:
    """Whether a county or city is named behind words that are no place: junk stands before it."""
    for start in range(1, len(name) - 2):
        for end in range(start + 3, min(start + 8, len(name)) + 1):
            codes = by_name().get(name[start:end])
            if codes and name[start:end] != _ALSO_A_WORD and places()[codes[0]].level != "township":
                return True
    return False


def _of_words(name: str) -> Weight:
    """A name without any place of the table."""
    if _CUSTOMS.match(name):
        return Weight.PROPER
    stem = next((name[:end] for end in (4, 3, 2) if name[:end] in by_stem()), "")
    if stem and organisations.kind_of(name[len(stem) :]) != "unknown" and name != stem:
        # 银川经济技术开发区管理委员会, but 上海海洋局 as well.
        return Weight.KNOWN
    if _BARE.match(name):
        return Weight.PROPER if organisations.belongs_to_zone(name) else Weight.GENERIC
    if organisations.is_zone(name):
        return Weight.PROPER
    found = _PLACE.match(organisations.without_harmless(name))
    if not found or organisations.kind_of(name) == "unknown":
        return Weight.GENERIC if organisations.kind_of(name) != "unknown" else Weight.NONE
    return Weight.PROPER if len(found["stem"]) > 1 else Weight.SHORT


@lru_cache(maxsize=65536)
def same(one: str, other: str) -> bool:
    """Whether two names may be of one agency: 市科委 and 上海市科学技术委员会, never two places."""
    if one == other:
        return True
    first, second = _spelled(one), _spelled(other)
    if first[1] != second[1]:
        return False
    return not first[0] or not second[0] or not first[0].isdisjoint(second[0])


@lru_cache(maxsize=65536)
def _spelled(name: str) -> tuple[frozenset[str], str]:
    """The places that a name may begin with, and what follows in one spelling."""
    local = organisations.local_part(plain(name))[0]
    head = read_head(local)
    rest = (
        town_key(head.rest) if head.codes else town_key(organisations.GOVERNMENT_END.sub("", local))
    )
    return frozenset(head.codes), organisations.one_spelling(organisations.without_place_word(rest))


@lru_cache(maxsize=65536)
def _kind(name: str) -> str:
    local = organisations.local_part(plain(name))[0]
    return organisations.kind_of(read_head(local).rest)


@lru_cache(maxsize=65536)
def is_office(name: str) -> bool:
    """Whether this is a government's office, which publishes the government's report as well."""
    return _kind(name) == "government_office"


@lru_cache(maxsize=65536)
def is_government(name: str) -> bool:
    """Whether this is the government of a county or a higher place, named as it or as its place."""
    codes = read_head(plain(name)).codes
    return _kind(name) == "government" and any(places()[code].level != "township" for code in codes)
