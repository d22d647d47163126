"""What stands around a number: its stretch, its clause, and what may stand between noun and number."""

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from govdash.sentences.model import Role
from govdash.sentences.quantities import Quantity
from govdash.sentences.subjects import Subject
from govdash.sentences.tokens import Hit
from govdash.sentences.words import Word

LEFT_GAP = re.compile(
    r"(?:共收|[”“》’\"']|案件|事项|件数|数量|总数|总量|数|量|共计|总计|合计|累计|共|总|的|有|为|是|达到|达|了|:|,|"
    r"材料|稿件|活动|工作|情况|班|次|也|仅|各|等|类|公开|发布|决定|上|信息|在内|余|计|分别|已|全年|约|近|"
    r"逾|超过?|大约|将近|内容|答复|办理|申请|金额|收入|收取|收费|费|条目|账号|平台|产品|推送|受理|均|都|场|期|"
    r"量|主动公开|收件|接件|办件|制发|出台|制定|印发|举办|召开|组织|开展|收到|接收|新收|\([^()0-9]{1,16}\)|"
    r"[则已]?[由从][^,;:()]{1,20}(?:至|到|为|成)|不再处理|(?:同比|较|比)[^,;:()]{1,16},|推文|作品|文章|渠道)*+"
)
"""What may stand between a noun and its number; possessive, so that no text makes it try twice."""
ITEM_UNITS = frozenset("条篇")


class Around(NamedTuple):
    """What stands around a number.

    `stretch` are the words since the number before it and `wide` what they mean, `clause` and
    `words` those of its own clause, which begins at `start`; `limit` is where the next number
    begins; `channels` are all ways of publishing named since the last number taken; `whole` is
    what a list of parts divides.
    """

    number: Quantity
    stretch: Sequence[Hit]
    wide: Set[Word]
    clause: Sequence[Hit]
    words: Set[Word]
    start: int
    limit: int
    channels: Set[Subject]
    whole: Subject | None
    in_parts: bool


class Counted(NamedTuple):
    """What a number counts, and where the words end that say so."""

    subjects: tuple[Subject, ...]
    role: Role
    end: int
