"""Words that several pages share."""

import re
from collections.abc import Mapping, Sequence

from govdash.forms.series import Series
from govdash.report import State
from govdash.rules import RULES

STATE_NAMES: Mapping[str, str] = {
    State.BLANK: "未填",
    State.DASH: "填的是横线",
    State.SLASH: "填的是斜线",
    State.NONE_WORD: "填的是“无”",
    State.ABSENT: "缺此格",
    State.UNREADABLE: "读不出",
}
"""What stands in a cell that has no number."""

STATE_HELP = (
    f"“{STATE_NAMES[State.BLANK]}”：格子是空的，不当作零；"
    f"“{STATE_NAMES[State.ABSENT]}”：我们手里的文本没有这一格；"
    f"“{STATE_NAMES[State.UNREADABLE]}”：我们手里的文本受损，无法确定是哪个数字，不是机关的差错。"
)

SCOPE_NAMES: Mapping[str, str] = {
    "self": "机关自身",
    "aggregate": "地区汇总",
    "unknown": "口径未知",
}
SCOPE_HELP = (
    "“机关自身”的报告只计一个机关；“地区汇总”的报告已把所属各机关加在一起。"
    "两种数字从不相加；一个地区已含在另一个地区的汇总里时，也不重复相加。"
    "柱上写着报告份数：各年收到的报告不同，不能只凭柱子高低说增减。"
)

ORIGIN_NAMES: Mapping[str, str] = {
    "file": "机关公布的报告",
    "sample": "示例文本（版式和数字照真实报告，叙述为改写）",
    "figures": "人工核对的数字（不含原文）",
}


def rule_name(rule: str) -> str:
    """The name of a rule; one that is no longer in the catalogue keeps its id."""
    return RULES[rule].name if rule in RULES else rule


_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:])")


def plain(text: str) -> str:
    """Text of a report, so that no character of it is taken for Markdown or a link."""
    return _MARKDOWN.sub(r"\\\1", text)


def parts_of(series: Sequence[Series]) -> list[str]:
    """What tells series of one row or column apart: their labels without what all begin with."""
    split = [item.label.split("·", 1) for item in series]
    if len(series) > 1 and len({parts[0] for parts in split}) == 1:
        return [parts[-1] for parts in split]
    return [item.label for item in series]
