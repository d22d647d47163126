"""Sentences without a number: that there was none of something, or that all were alike."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from govdash.sentences import subjects as of
from govdash.sentences import words as w
from govdash.sentences.subjects import Subject
from govdash.sentences.tokens import Hit, Tokens
from govdash.sentences.words import Word

_RESULTS = frozenset(w.RESULT_WORDS.values())
_OTHER_DECISIONS = frozenset({w.LICENSE_WORD, w.PENALTY_WORD, w.COERCION_WORD})
_SAYING = frozenset({w.NONE, w.ALL, w.ASKER})
_NAMED = frozenset({*w.GROUP_WORDS.values(), *w.REASON_WORDS.values(), *w.APPLICANT_WORDS.values()})
_HELD = {w.PRESS: of.PRESS_CONFERENCES, w.TRAINING: of.TRAININGS, w.CONSULT: of.CONSULTATIONS}
_CARRIED = {w.CARRY_IN: of.CARRIED, w.CARRY_OUT: of.PENDING_OUT}
_MADE = {w.NORMATIVE_WORD: of.NORMATIVE_ISSUED, w.RULES_WORD: of.RULES_ISSUED}
_NOT_RECEIVED = _OTHER_DECISIONS | _NAMED | {w.FOREIGN, w.DONE, w.CARRY_IN, w.CARRY_OUT}


@dataclass(frozen=True, slots=True)
class Claim:
    """A clause that says 没有 or 全部 of a subject; `at` is where the word stands.

    `single` where it says so of one only (申请人为商业企业): of all where there is but one.
    """

    subject: Subject
    none: bool
    at: int
    start: int
    end: int
    clause: tuple[Hit, ...]
    single: bool


def claims(tokens: Tokens, counted: Sequence[int]) -> Iterator[Claim]:
    """Every claim of a sentence; a clause with a number of its own makes none."""
    for hit in tokens.hits:
        if hit[2] not in _SAYING:
            continue
        start, end = tokens.clause_around(hit[0], hit[1])
        if any(start <= place < end for place in counted):
            continue
        clause = tuple(tokens.between(start, end))
        found = _none(hit, clause, tokens.s[hit[0] - 1]) if hit[2] is w.NONE else _all(hit, clause)
        for subject in found:
            none, single = hit[2] is w.NONE, hit[2] is w.ASKER
            yield Claim(subject, none, hit[0], start, end, clause, single)


def _none(at: Hit, clause: Sequence[Hit], before: str) -> Iterator[Subject]:
    """未发生复议: what stands behind the word; 复议均未发生, 申请为零: what stands before it."""
    behind = [hit for hit in clause if hit[0] >= at[1]]
    # 零申请、零复议: each of them denies its own.
    another = next((i for i, hit in enumerate(behind) if hit[2] is w.NONE), len(behind))
    behind = behind[:another]
    words = {word for _, _, word in behind}
    if not any(word.head or word is w.CHARGE for word in words):
        words = {word for _, _, word in clause}
    near = before in ("为", ":") or (bool(behind) and behind[0][0] - at[1] <= 1)
    return _denied(words, near=near)


def _denied(words: Set[Word], *, near: bool) -> Iterator[Subject]:
    if w.BLAME in words or words & _RESULTS:
        return
    if w.REVIEW_WORD in words or w.SUIT_WORD in words:
        if words.isdisjoint(_OTHER_DECISIONS):
            named = ((w.REVIEW_WORD, of.REVIEWS), (w.SUIT_WORD, of.SUITS))
            yield from (subject for word, subject in named if word in words)
    elif w.FEE_WORD in words or w.CHARGE in words:
        yield of.FEE
    elif w.HOLD in words and (held := words & _HELD.keys()):
        yield from (_HELD[word] for word in held)
    elif w.MAKE in words and (made := words & _MADE.keys()):
        yield from (_MADE[word] for word in made)
    elif near and (carried := words & _CARRIED.keys()):
        yield from (_CARRIED[word] for word in carried)
    elif w.APPLY in words and near and words.isdisjoint(_NOT_RECEIVED):
        yield of.RECEIVED


def _all(at: Hit, clause: Sequence[Hit]) -> Iterator[Subject]:
    """均予以公开, 都是自然人: one outcome, or one kind of applicant."""
    words = {word for start, _, word in clause if start >= at[0]}
    if words & {w.NONE, w.CHANGE, w.RATE_GRANTED}:
        return
    outcomes = [of.OUTCOMES[group] for group, word in w.GROUP_WORDS.items() if word in words]
    applicants = [
        of.BY_APPLICANT[column] for column, word in w.APPLICANT_WORDS.items() if word in words
    ]
    if len(outcomes) + len(applicants) == 1:
        yield from (*outcomes, *applicants)
