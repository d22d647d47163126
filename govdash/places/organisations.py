"""What an agency's name says without a map: its kind, its level by its words, one spelling."""

import re

from govdash.places.table import town_key

GOVERNMENTS = frozenset(
    {"", "人民政府", "政府", "行政公署", "行署", "街道", "街道办事处", "办事处"}
)
"""What may follow a place's name when the government itself is meant."""

GOVERNMENT_END = re.compile(r"(?:人民)?政府$")

_OFFICE = re.compile(r"(?:人民政府|政府|行政公署|行署)办(?:公室|公厅)?$")
_VERTICAL = re.compile(
    r"税务局|地税局|国税局|海关|气象局|气象部门|调查队|邮政管理局|(?<!地方)金融监管局"
    r"|(?<!地方)金融监督管理(?:总局|局|分局)|银保?监|证监局|监管分局|(?<!地方)海事局|地震局"
    r"|人民银行|外汇管理局|烟草专卖局|通信管理局"
)
_ZONE = (
    r"(?:开发区|经开区|高新区|产业区|新区|实验区|试验区|示范区|园区|产业园|保税区|保税港区|度假区"
    r"|旅游区|风景区|名胜区|管理区|集聚区|聚集区|合作区|工业区|片区|新城)"
)
_ZONE_BODY = re.compile(
    rf"(?:{_ZONE}|管委会|(?:[区园城港岛湖山带]|基地)管理委员会)(?:管委会|管理委员会)?$"
)
_IN_ZONE = re.compile(rf"{_ZONE}.+(?:局|委|委员会|办公室|中心|队|院)$")
_DEPARTMENT = re.compile(
    r"(?:局|委|厅|中心|委员会|办公室|办公厅|办|社|部|处|会|室|署|馆|院|校|学|队|所|站|台|团|公司)$"
)
_MINISTRY = re.compile(
    r"中华人民共和国|国家税务总局|国家统计局|国家金融监督管理总局|国家外汇管理局|国家邮政局"
    r"|中国人民银行|中国气象局|中国地震局|中国银行保险监督管理委员会|中国银行业监督管理委员会"
    r"|中国证券监督管理委员会|中国保险监督管理委员会"
)
_NATIONAL = re.compile(
    r"(?:国务院|国家|中国|全国|最高人民).*|.*(?:总局|总署)|审计署"
    r"|(?:外交|国防|教育|科学技术|科技|工业和信息化|公安|民政|司法|财政|人力资源和社会保障"
    r"|人力资源社会保障|自然资源|国土资源|生态环境|环境保护|住房和城乡建设|住房城乡建设"
    r"|交通运输|铁道|水利|农业农村|农业|商务|文化和旅游|文化|应急管理|退役军人事务)部"
)
_HARMLESS = re.compile(
    r"城市|市场|市政|市容|市民|城乡|城镇|乡镇|乡村|镇街|集镇|社区|区域|区划|山区|库区|林区|牧区"
    r"|灾区|老区|景区|县域|联盟"
)
_TOWN_WORDS = re.compile(r"(?:镇|乡|苏木)(?:人民政府|政府)?$")
_STREET_WORDS = re.compile(r"(?:街道|地区办事处)$")
_PLACE_WORDS = re.compile(
    r"(?:省|自治区|市|州|盟|地区|县|(?<![社景林库老])区|旗)(?:人民政府|政府)?$"
)
_LEVEL_WORDS = (
    (re.compile(r"镇|乡|街道|苏木"), "township"),
    (re.compile(r"县|旗|^.{0,4}(?<!自治)(?<!地)区(?:人民)?政府"), "county"),
    (re.compile(r"自治州|盟|地区"), "prefecture"),
    (re.compile(r"省|自治区"), "province"),
)
"""The lowest level first: a town's name may have its county's and its province's before it."""

_GOVERNMENT_OF_TOWN = re.compile(
    r"(?<=[县区市旗])人民政府(?=[^办驻]{2,8}(?:街道|街道办事处|镇|乡|苏木)(?:办事处|人民政府)?$)"
)
_REMARK = re.compile(r"[（(](?:全[省市州盟县区旗镇乡]|本级|机关|汇总|关区)[）)]$")
_ABBREVIATIONS = {
    "科委": "科学技术委员会",
    "科技局": "科学技术局",
    "教委": "教育委员会",
    "国资委": "国有资产监督管理委员会",
    "发改委": "发展和改革委员会",
    "发改局": "发展和改革局",
    "发展改革委": "发展和改革委员会",
    "发展改革局": "发展和改革局",
    "发展改革委员会": "发展和改革委员会",
    "发展和改革委": "发展和改革委员会",
    "卫健委": "卫生健康委员会",
    "卫生健康委": "卫生健康委员会",
    "住建局": "住房和城乡建设局",
    "住房城乡建设局": "住房和城乡建设局",
    "人社局": "人力资源和社会保障局",
    "人力资源社会保障局": "人力资源和社会保障局",
    "市场监管局": "市场监督管理局",
}


def clean(agency: str | None) -> str:
    """The name in one piece: no spaces, no remark on what it counts (（全市）), 区桃花仑街道."""
    name = re.sub(r"[\s\u200b\ufeff]+", "", agency or "")
    return _GOVERNMENT_OF_TOWN.sub("", _REMARK.sub("", name))


def local_part(name: str) -> tuple[str, bool]:
    """The name without its ministry (国家税务总局), and whether it had one."""
    found = _MINISTRY.match(name)
    return (name[found.end() :], True) if found and found.end() < len(name) else (name, False)


def is_national(name: str) -> bool:
    """Whether a name without any place is that of a national body."""
    return bool(_NATIONAL.fullmatch(name)) and not _ZONE_BODY.search(name)


def is_vertical(rest: str) -> bool:
    """Whether what follows the place answers to a ministry, not to the place's government."""
    return bool(_VERTICAL.search(rest))


def is_zone(rest: str) -> bool:
    """Whether this is a development zone or its committee."""
    return bool(_ZONE_BODY.search(rest)) and not rest.endswith("监督管理委员会")


def belongs_to_zone(rest: str) -> bool:
    """Whether this is an agency of a development zone (示范区教育局)."""
    return bool(_IN_ZONE.search(rest))


def names_a_place(rest: str) -> bool:
    """Whether what follows the last known place names one more, which the table does not know."""
    if rest.endswith("政府") and rest not in GOVERNMENTS:
        return True
    return bool(re.search(r"[省市县区旗州盟镇乡]|街道|苏木", _HARMLESS.sub("", town_key(rest))))


def without_harmless(name: str) -> str:
    """The name without words that hold a place's word and are none (城市, 市场, 社区)."""
    return _HARMLESS.sub("", name)


def kind_of(rest: str) -> str:
    """The kind, by what follows the place's name; `rest` is the whole name if no place is known."""
    if rest in GOVERNMENTS:
        return "government"
    if _OFFICE.search(rest):
        return "government_office"
    if is_vertical(rest):
        return "vertical"
    if is_zone(rest):
        return "dev_zone"
    if _TOWN_WORDS.search(rest):
        return "town_government"
    if "驻" not in rest and _STREET_WORDS.search(town_key(rest)):
        return "subdistrict_office"
    if _DEPARTMENT.search(rest):
        return "department"
    return "government" if _PLACE_WORDS.search(rest) else "unknown"


def level_by_words(name: str) -> str:
    """The level that the words alone tell; 市 and most 区 may be several and tell none."""
    if is_zone(name) or belongs_to_zone(name):
        return "unknown"
    words = _HARMLESS.sub("", town_key(name))
    return next((level for pattern, level in _LEVEL_WORDS if pattern.search(words)), "unknown")


def without_place_word(rest: str) -> str:
    """市科委 → 科委: the one word for a place whose name is known anyway; 市场监管局 stays."""
    return re.sub(r"^市(?!场|政(?!府)|容|民|域|级)|^[县区省旗州](?!域|级|划|直)", "", rest)


def one_spelling(rest: str) -> str:
    """What follows the place in one spelling, so that the aliases of an agency agree."""
    if rest in GOVERNMENTS:
        return "人民政府"
    if _OFFICE.fullmatch(rest):
        return "人民政府办公室"
    rest = re.sub(r"(?:党工委|党委)?[、和与]?(?:管委会|管理委员会)$", "管理委员会", rest)
    if is_zone(rest) and not rest.endswith("管理委员会"):
        rest += "管理委员会"
    return _ABBREVIATIONS.get(rest, rest)
