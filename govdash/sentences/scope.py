"""Which mentions speak of the report's own agency and year, and which of these contradict nothing."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from govdash.sentences.model import Mention, Role
from govdash.sentences.subjects import Family, Subject

_DEPARTMENTS = re.compile("及(?:其|各|所属|所辖).{0,4}(?:部门|单位|机关)$")
_OTHERS = re.compile("其[他它余]")
_SELF = ("我", "本", "全", "各级", "关区")


def of_report(
    mentions: Iterable[Mention], agency: str | None, year: int | None
) -> Iterator[Mention]:
    """The mentions of a text that are about this agency as a whole and about this year."""
    for mention in mentions:
        if mention.year not in (None, year):
            continue
        if mention.agent is None or speaks_for(mention.agent, agency):
            yield mention


def speaks_for(agent: str, agency: str | None) -> bool:
    """Whether a body named in a sentence is the agency itself: its name, or a short form of it."""
    agent = _DEPARTMENTS.sub("", agent)
    if _OTHERS.search(agent):
        return False
    if len(agent) > len("机关"):
        agent = agent.removesuffix("机关").removesuffix("本级")
    if agent.startswith(_SELF) or agent[-2:-1] in ("本", "我", "全") or agent.endswith("关区"):
        return True
    if agency is None:
        return agent in ("街道", "镇", "办事处", "机关", "单位")
    return _shortens(agent, agency) or agent.endswith(agency)


def _shortens(short: str, name: str) -> bool:
    """Whether all characters of a short form stand in the name, in their order (市科委)."""
    rest = iter(name)
    return all(character in rest for character in short)


def settled(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions that state one number of one thing, without those that contradict another."""
    stated = [m for m in mentions if m.subject and m.value is not None]
    values: dict[Subject, set[Decimal]] = {}
    strong: dict[Subject, set[Decimal]] = {}
    first: dict[Subject, Decimal] = {}
    for mention in stated:
        subject = mention.subjects[0]
        first.setdefault(subject, mention.value or Decimal(0))
        values.setdefault(subject, set()).add(mention.value or Decimal(0))
        if mention.strong:
            strong.setdefault(subject, set()).add(mention.value or Decimal(0))
    for mention in stated:
        subject = mention.subjects[0]
        if subject.family is Family.RATE:
            continue
        kept = values[subject]
        if len(kept) > 1:
            kept = strong.get(subject, set())
        if len(kept) > 1 and subject.family is Family.PUBLISHED:
            # 共公开14571条, 其后某类77条: the later ones are parts of the first.
            kept &= {max(kept)} & {first[subject]}
        if (len(kept) == 1 and mention.value in kept) or (mention.role is Role.NONE and not kept):
            yield mention
