"""Words that several pages share."""

import re
from collections.abc import Mapping, Sequence

from govdash.forms.series import Series
from govdash.report import State
from govdash.rules import RULES
from govdash.ui.language import ENGLISH, current, label, phrase

STATE_NAMES: Mapping[str, str] = {
    State.BLANK: phrase("未填"),
    State.DASH: phrase("填的是横线"),
    State.SLASH: phrase("填的是斜线"),
    State.NONE_WORD: phrase("填的是“无”"),
    State.ABSENT: phrase("缺此格"),
    State.UNREADABLE: phrase("读不出"),
}
"""What stands in a cell that has no number."""

STATE_HELP = phrase(
    "“未填”：格子是空的，不当作零；“缺此格”：我们手里的文本没有这一格；"
    "“读不出”：我们手里的文本受损，无法确定是哪个数字，不是机关的差错。"
)

SCOPE_NAMES: Mapping[str, str] = {
    "aggregate": phrase("地区汇总"),
    "self": phrase("机关自身"),
    "unknown": phrase("口径未知"),
}
SCOPE_HELP = phrase(
    "“机关自身”的报告只计一个机关；“地区汇总”的报告已把所属各机关加在一起。"
    "两种数字从不相加；一个地区已含在另一个地区的汇总里时，也不重复相加。"
)
BARS_HELP = phrase(
    "柱上写着报告份数（写不下的在数据表里）：各年收到的报告不同，不能只凭柱子高低说增减。"
)

LEVEL_NAMES: Mapping[str, str] = {
    "national": phrase("国家级"),
    "province": phrase("省级"),
    "prefecture": phrase("市级"),
    "county": phrase("县级"),
    "township": phrase("乡级"),
    "unknown": phrase("层级不明"),
}
KIND_NAMES: Mapping[str, str] = {
    "government": phrase("人民政府"),
    "government_office": phrase("政府办公室"),
    "department": phrase("部门"),
    "subdistrict_office": phrase("街道办事处"),
    "town_government": phrase("乡镇政府"),
    "dev_zone": phrase("开发区"),
    "vertical": phrase("垂直管理机关"),
    "unknown": phrase("类别不明"),
}

ORIGIN_NAMES: Mapping[str, str] = {
    "file": phrase("机关公布的报告"),
    "sample": phrase("示例文本（版式和数字照真实报告，叙述为改写）"),
    "figures": phrase("人工核对的数字（不含原文）"),
    "synthetic": phrase("测试用的虚构数据"),
}


def rule_name(rule: str) -> str:
    """The name of a rule; one that is no longer in the catalogue keeps its id."""
    return label(RULES[rule].name, RULES[rule].name_en) if rule in RULES else rule


_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:])")


def plain(text: str) -> str:
    """Text of a report, so that no character of it is taken for Markdown or a link."""
    return _MARKDOWN.sub(r"\\\1", text)


def parts_of(series: Sequence[Series]) -> list[str]:
    """What tells series of one row or column apart: their labels without what all have."""
    return distinct([label(item.label, item.en) for item in series])


def distinct(names: Sequence[str]) -> list[str]:
    """The names without the row or the column that all of them share."""
    for mark in ("·", ": "):
        split = [text.split(mark, 1) for text in names]
        if len(names) < 2 or min(map(len, split)) < 2:
            continue
        if len({parts[0] for parts in split}) == 1:
            return [parts[1] for parts in split]
        if len({parts[1] for parts in split}) == 1:
            return [parts[0] for parts in split]
    return list(names)


def sentences(*texts: str) -> str:
    """Whole sentences one after another, as the reader's language sets them."""
    return (" " if current() == ENGLISH else "").join(filter(None, texts))
