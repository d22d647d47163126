"""What words can mean to the grammar; which words mean it stands in `vocabulary`."""

from dataclasses import dataclass

from govdash.forms.official import (
    APPLICANTS,
    CORRECTED,
    OTHER_RESULT,
    OUTCOME_GROUPS,
    PENDING,
    UPHELD,
)
from govdash.sentences.subjects import REASONS


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A meaning that words can have; a `head` can be what a number counts."""

    name: str
    head: bool = False


def _heads(*names: str) -> tuple[Word, ...]:
    return tuple(Word(name, head=True) for name in names)


def _others(*names: str) -> tuple[Word, ...]:
    return tuple(Word(name) for name in names)


APPLY, CARRY_IN, CARRY_OUT, DONE = _heads("apply", "carry in", "carry out", "done")
REVIEW_WORD, SUIT_WORD, DIRECT_WORD, AFTER_WORD = _heads("a review", "a suit", "direct", "after")
INFORMATION, READING, MESSAGE, CONSULT, PRESS, TRAINING = _heads(
    "information", "reading", "message", "consult", "press", "training"
)
ACCOUNT, FEE_WORD, NORMATIVE_WORD, RULES_WORD, LICENSE_WORD, PENALTY_WORD, COERCION_WORD = _heads(
    "account", "a fee", "a document", "a rule", "a license", "a penalty", "a coercion"
)
FOREIGN, PARTIAL_WORD = _heads("foreign", "a part by another order")
READING_OF_A_KIND = Word("reading of a kind", head=True)
ORGANISED_WORD = Word("organisations", head=True)

RECEIVE, PROCESS, PUBLISH, UPDATE, MAKE, HOLD = _others(
    "receive", "process", "publish", "update", "make", "hold"
)
REPEAL, VALID = _heads("repeal", "valid")
CHARGE, CLOSE, REPLY, REVISE, ADDED, ALONGSIDE, UNDONE, WAY, ATTEND = _others(
    "charge", "close", "reply", "revise", "added", "alongside", "undone", "way of asking", "attend"
)
WEBSITE, PLATFORM, NEW_MEDIA, ELSEWHERE_WORD, GAZETTE = _others(
    "website", "platform", "new media", "elsewhere", "gazette"
)
WHOLE, PARTS, INCLUDES, EACH, ALL, NONE, CHANGE, LAST_YEAR, PLAN, PERIOD, COUNT, COMPARED = _others(
    "whole", "parts", "includes", "each", "all", "none", "change", "last year", "plan", "period",
    "count", "compared",
)  # fmt: skip
NEUTRAL, TOPIC, MANY, BLAME, RATE, RATE_GRANTED, REACHED, ON_OWN, ASKER = _others(
    "neutral",
    "topic",
    "many",
    "blame",
    "rate",
    "rate granted",
    "reached",
    "published on own initiative",
    "asker",
)

GROUP_WORDS = {group: Word(group.id, head=True) for group in OUTCOME_GROUPS}
REASON_WORDS = {row: Word(row.id, head=True) for row in REASONS}
APPLICANT_WORDS = {column: Word(column.id, head=True) for column in APPLICANTS}
RESULT_WORDS = {
    column: Word(column.id, head=True) for column in (UPHELD, CORRECTED, OTHER_RESULT, PENDING)
}
