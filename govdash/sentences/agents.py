"""Whose number it is: the body that a clause names before its verb."""

import re
from collections.abc import Sequence

from govdash.sentences.rules import CHANNEL_SUBJECTS
from govdash.sentences.tokens import Hit, Tokens

_BODY = re.compile(
    r"([一-鿿]{1,20}(?:办公室|委员会|政府|机关|公司|学校|集团|单位|部门|中心|社区|街道|办事处|管委会|总局|"
    r"[局委厅院处科所站队镇乡村县区市州盟旗省办署]))(?:代表.{1,8})?"
    r"(?:共有?|有|全年|已|在|于|对|也|还|新|政府网|发生|产生|引发|出现|被|因|涉及|开展|有关)*+$"
)
_BEFORE = re.compile(
    r"^(?:年[度内]?|今年|本年度?|以来|期间|其中|截至|日|月|底|末|经|由|对|向|和|及)+"
)
_JUDGES = ("法院", "复议机关")
_NO_BODIES = ("城市", "乡村", "农村", "城镇", "市场")
# What must not stand before it is asked last: a plain beginning is found ten times as fast.
_BELOW = re.compile(r"(?:下[辖属]|[所直]属)(?<![及其和与含、]..)")
_MEANS = ("通过", "在", "利用", "依托", "以")


def agent_of(tokens: Tokens, clause: Sequence[Hit], start: int, end: int) -> str | None:
    """The body named in a clause; one that only owns the channel (市政府网站) is none."""
    s = tokens.s
    if below := _BELOW.search(s, tokens.clause_start(tokens.start, end), end):
        return below[0]
    for begin, stop, word in clause:
        if word in CHANNEL_SUBJECTS:
            return None
        if begin > start and (found := _body(s, start, begin)):
            return found
        start = stop
    return _body(s, start, end)


def _body(s: str, start: int, end: int) -> str | None:
    match = _BODY.search(s, start, end)
    if match is None or match[1].startswith(_MEANS) or match[1].endswith((*_JUDGES, *_NO_BODIES)):
        return None
    return _BEFORE.sub("", match[1]) or None
