"""Which words beside a number make which subject: the grammar's table, by the head of the phrase.

A rule holds where all words of `needs` and none of `bars` stand in the clause of the number, and,
with `topic`, where the sentence already speaks of that family. The first rule that holds decides;
one without subjects says that the number is not to be taken.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from govdash.forms import Group
from govdash.sentences import subjects as of
from govdash.sentences import words as w
from govdash.sentences.subjects import Family, Subject
from govdash.sentences.words import Word

REQUESTS = frozenset({Family.RECEIVED, Family.APPLICANT, Family.HANDLED, Family.OUTCOME})
_REVIEWS = frozenset({Family.REVIEW})
_SUITS = frozenset({Family.SUIT})
_DOCUMENTS = frozenset({Family.DOCUMENT})


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table."""

    subjects: tuple[Subject, ...]
    needs: frozenset[Word] = frozenset()
    some: frozenset[Word] = frozenset()
    bars: frozenset[Word] = frozenset()
    topic: frozenset[Family] = frozenset()

    def holds(self, terms: Set[Word], topic: Family | None) -> bool:
        """Whether the words of a clause, or its topic, are those of the rule."""
        return (
            self.needs <= terms
            and (not self.some or not self.some.isdisjoint(terms))
            and self.bars.isdisjoint(terms)
            and (not self.topic or topic in self.topic)
        )


def _rule(
    *subjects: Subject,
    needs: Set[Word] = frozenset(),
    some: Set[Word] = frozenset(),
    bars: Set[Word] = frozenset(),
    topic: frozenset[Family] = frozenset(),
) -> Rule:
    return Rule(subjects, frozenset(needs), frozenset(some), frozenset(bars), topic)


_OTHER_CASES = {w.PENALTY_WORD, w.LICENSE_WORD, w.COERCION_WORD, w.FOREIGN, w.BLAME}


_APPLY = (
    _rule(some={w.FOREIGN, w.LICENSE_WORD, w.PENALTY_WORD, w.COERCION_WORD}),
    _rule(of.CARRIED, needs={w.CARRY_IN}),
    _rule(of.PENDING_OUT, needs={w.CARRY_OUT}),
    *(
        _rule(of.BY_APPLICANT[column], needs={word}, bars={w.DONE})
        for column, word in w.APPLICANT_WORDS.items()
    ),
    _rule(of.ORGANISED, needs={w.ORGANISED_WORD}, bars={w.DONE}),
    _rule(some={*w.APPLICANT_WORDS.values(), w.ORGANISED_WORD}),
    _rule(needs={w.DONE, w.RECEIVE}),
    _rule(some={w.WAY, w.UNDONE}),
    _rule(of.CONCLUDED, needs={w.DONE}, bars={w.PARTIAL_WORD}),
    _rule(of.PROCESSED, needs={w.PROCESS}, bars={w.RECEIVE}),
    _rule(of.RECEIVED, needs={w.RECEIVE}),
    _rule(of.RECEIVED, some={w.WHOLE, w.COUNT, w.REACHED, w.ADDED}, bars={w.NEUTRAL, w.ASKER}),
)


def _results(review: Subject, suit: Subject) -> tuple[Rule, ...]:
    return (
        _rule(suit, needs={w.SUIT_WORD}, bars={w.REVIEW_WORD}),
        _rule(review, needs={w.REVIEW_WORD}, bars={w.SUIT_WORD}),
        _rule(review, topic=_REVIEWS, bars={w.SUIT_WORD, w.REVIEW_WORD}),
        _rule(suit, topic=_SUITS, bars={w.SUIT_WORD, w.REVIEW_WORD}),
    )


RULES: Mapping[Word, tuple[Rule, ...]] = {
    w.APPLY: _APPLY,
    w.DONE: (
        _rule(needs={w.FOREIGN}),
        _rule(needs={w.MESSAGE}),
        _rule(needs={w.DONE, w.RECEIVE}),
        _rule(of.CONCLUDED, needs={w.APPLY}),
        _rule(of.CONCLUDED, topic=REQUESTS),
    ),
    w.CARRY_IN: (_rule(of.CARRIED),),
    w.CARRY_OUT: (_rule(of.PENDING_OUT),),
    **{
        word: (
            _rule(of.BY_APPLICANT[column], needs={w.APPLY}, bars={w.DONE}),
            _rule(of.BY_APPLICANT[column], some={w.RECEIVE, w.ASKER}, bars={w.DONE, w.FOREIGN}),
            _rule(
                of.BY_APPLICANT[column],
                bars={w.DONE},
                topic=frozenset({Family.RECEIVED, Family.APPLICANT}),
            ),
        )
        for column, word in w.APPLICANT_WORDS.items()
    },
    w.ORGANISED_WORD: (
        _rule(of.ORGANISED, needs={w.APPLY}, bars={w.DONE}),
        _rule(of.ORGANISED, bars={w.DONE}, topic=frozenset({Family.RECEIVED, Family.APPLICANT})),
    ),
    **{word: (_rule(of.REASONS[row]),) for row, word in w.REASON_WORDS.items()},
    **{word: (_rule(of.OUTCOMES[group]),) for group, word in w.GROUP_WORDS.items()},
    w.REVIEW_WORD: (
        _rule(some=_OTHER_CASES),
        *(
            _rule(of.REVIEW_RESULTS[column], needs={word})
            for column, word in w.RESULT_WORDS.items()
        ),
        _rule(of.REVIEWS),
    ),
    w.SUIT_WORD: (
        _rule(some=_OTHER_CASES),
        _rule(of.DIRECT, needs={w.DIRECT_WORD}),
        _rule(of.AFTER_REVIEW, needs={w.AFTER_WORD}),
        *(_rule(of.SUIT_RESULTS[column], needs={word}) for column, word in w.RESULT_WORDS.items()),
        _rule(of.SUITS),
    ),
    w.DIRECT_WORD: (_rule(of.DIRECT),),
    w.AFTER_WORD: (_rule(of.AFTER_REVIEW),),
    **{
        word: _results(of.REVIEW_RESULTS[column], of.SUIT_RESULTS[column])
        for column, word in w.RESULT_WORDS.items()
    },
    w.READING: (
        _rule(needs={w.FOREIGN}),
        _rule(of.INTERPRETATIONS, some={w.PUBLISH, w.MAKE, w.HOLD, w.ON_OWN, w.ALONGSIDE}),
        _rule(of.INTERPRETATIONS, topic=frozenset({Family.PUBLISHED, Family.SERVICE})),
    ),
    w.MESSAGE: (_rule(of.REPLIES, some={w.REPLY, w.DONE, w.PROCESS}),),
    w.CONSULT: (_rule(of.CONSULTATIONS),),
    w.PRESS: (_rule(of.PRESS_CONFERENCES),),
    w.TRAINING: (_rule(of.TRAININGS, bars={w.ATTEND}),),
    w.ACCOUNT: (_rule(of.ACCOUNTS, bars={w.CLOSE}),),
    w.FEE_WORD: (_rule(of.FEE, bars={w.BLAME}),),
    w.NORMATIVE_WORD: (
        _rule(of.NORMATIVE_VALID, needs={w.VALID}),
        _rule(of.NORMATIVE_REPEALED, needs={w.REPEAL}),
        _rule(needs={w.REVISE}),
        _rule(of.NORMATIVE_ISSUED, some={w.MAKE, w.PUBLISH, w.ON_OWN, w.UPDATE}),
    ),
    w.RULES_WORD: (
        _rule(of.RULES_VALID, needs={w.VALID}),
        _rule(of.RULES_REPEALED, needs={w.REPEAL}),
        _rule(needs={w.REVISE}),
        _rule(of.RULES_ISSUED, some={w.MAKE, w.PUBLISH, w.ON_OWN}),
    ),
    w.VALID: (_rule(of.NORMATIVE_VALID, topic=_DOCUMENTS),),
    w.REPEAL: (_rule(of.NORMATIVE_REPEALED, topic=_DOCUMENTS),),
    w.LICENSE_WORD: (_rule(of.LICENSES, bars={w.INFORMATION, w.PUBLISH, w.ON_OWN}),),
    w.PENALTY_WORD: (_rule(of.PENALTIES, bars={w.INFORMATION, w.PUBLISH, w.ON_OWN}),),
    w.COERCION_WORD: (_rule(of.COERCIONS, bars={w.INFORMATION, w.PUBLISH, w.ON_OWN}),),
}

CHANNEL_SUBJECTS: Mapping[Word, Subject] = {
    w.WEBSITE: of.ON_WEBSITE,
    w.PLATFORM: of.ON_PLATFORM,
    w.NEW_MEDIA: of.ON_NEW_MEDIA,
    w.ACCOUNT: of.ON_NEW_MEDIA,
    w.ELSEWHERE_WORD: of.ELSEWHERE,
    w.GAZETTE: of.ELSEWHERE,
}

_GROUP_OF: Mapping[Word, Group] = {word: group for group, word in w.GROUP_WORDS.items()}
_REASON_OF = {word: row for row, word in w.REASON_WORDS.items()}
OUTCOME_WORDS = frozenset({*_GROUP_OF, *_REASON_OF})


def subjects_of(head: Word, terms: Set[Word], topic: Family | None) -> tuple[Subject, ...]:
    """What a number counts whose phrase has this head; none where it is not to be taken."""
    if outcome := _outcome(head, terms):
        return outcome
    if head in (w.REVIEW_WORD, w.SUIT_WORD) and {w.REVIEW_WORD, w.SUIT_WORD} <= terms:
        return (of.REVIEWS, of.SUITS)
    for rule in RULES.get(head, ()):
        if rule.holds(terms, topic):
            return rule.subjects
    return ()


def _outcome(head: Word, terms: Set[Word]) -> tuple[Subject, ...]:
    """An outcome named in the phrase: the reason rather than its group; groups joined are summed."""
    if head not in (w.APPLY, w.DONE) and head not in _GROUP_OF and head not in _REASON_OF:
        return ()
    if OUTCOME_WORDS.isdisjoint(terms):
        return ()
    reasons = [of.REASONS[row] for word, row in _REASON_OF.items() if word in terms]
    groups = [of.OUTCOMES[group] for word, group in _GROUP_OF.items() if word in terms]
    return tuple(reasons or groups)
