"""What of the 2019 form may continue as what of the 2021 form in one series.

Section 二 alone: every pair not listed stands by itself. Sections 三 and 四 continue unchanged,
except that the three rows of （六） continue the single one only as their group.
"""

from govdash.forms.model import Column, Continuity, Join, Row
from govdash.forms.official import (
    AMOUNT_FEE,
    COERCION,
    DECISIONS_2021,
    FEE,
    IN_FORCE,
    ISSUED,
    ITEMS_PREV,
    LICENSE,
    NEW_MADE,
    NORMATIVE,
    PENALTY,
    PUBLISHED_TOTAL,
    RULES,
)


def _id(row: Row, column: Column) -> str:
    return f"{row.id}_{column.id}"


_SCOPE = "两版表样的统计口径不同，仅供参考"
_SCOPE_EN = "the two forms define the scope differently"
_MADE_NOTE = "“新制作”与“制发”含义不完全相同，仅供参考"
_MADE_NOTE_EN = "“made” is not strictly “issued”"

JOINS: tuple[Join, ...] = (
    Join(_id(RULES, NEW_MADE), _id(RULES, ISSUED), Continuity.CAUTION, _MADE_NOTE, _MADE_NOTE_EN),
    Join(
        _id(NORMATIVE, NEW_MADE),
        _id(NORMATIVE, ISSUED),
        Continuity.CAUTION,
        _MADE_NOTE,
        _MADE_NOTE_EN,
    ),
    *(
        Join(_id(row, column), _id(row, column), Continuity.CAUTION, _SCOPE, _SCOPE_EN)
        for row in (LICENSE, PENALTY, COERCION)
        for column in (DECISIONS_2021,)
    ),
    Join(_id(RULES, PUBLISHED_TOTAL), _id(RULES, IN_FORCE), Continuity.BROKEN),
    Join(_id(NORMATIVE, PUBLISHED_TOTAL), _id(NORMATIVE, IN_FORCE), Continuity.BROKEN),
    Join(_id(FEE, ITEMS_PREV), _id(FEE, AMOUNT_FEE), Continuity.BROKEN),
)
