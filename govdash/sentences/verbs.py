"""What a number counts that has no noun of its own: its verb says it, or what stands behind."""

import re

from govdash.forms.official import ORG_OTHER
from govdash.sentences import subjects as of
from govdash.sentences import words as w
from govdash.sentences.around import ITEM_UNITS, LEFT_GAP, Around
from govdash.sentences.rules import CHANNEL_SUBJECTS, OUTCOME_WORDS, REQUESTS, subjects_of
from govdash.sentences.subjects import Family, Subject
from govdash.sentences.tokens import Tokens
from govdash.sentences.words import Word

_CARRIED_ON = re.compile(r"(?:将|已)?(?:结转|转)(?:至|到|入)?20\d\d年")
_REQUEST_UNITS = frozenset("件份宗")
_SAYING = (w.MAKE, w.RECEIVE, w.ON_OWN, w.PUBLISH, w.REPLY, w.CHARGE)


class Verbs:
    """Names what the numbers of one sentence count by their verbs."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.s = tokens.s

    def count(self, around: Around, topic: Family | None, made: Subject) -> tuple[Subject, ...]:
        """What a number counts where the sentence speaks of a topic, and named these documents."""
        before = self.s[: around.number.start]
        if topic is Family.APPLICANT and before.endswith((ORG_OTHER.short, "其它", "其他组织")):
            return (of.BY_APPLICANT[ORG_OTHER],)
        verb = self._verb(around)
        said = self._said(verb, around, topic) if verb else ()
        if verb is w.MAKE and topic is Family.DOCUMENT:
            said = (made,)
        return said or self._named_behind(around)

    def _verb(self, around: Around) -> Word | None:
        """今年收到2件, 主动公开1387条: the verb of a clause that has no noun."""
        if any(word.head for _, _, word in around.clause):
            return None
        at = next((hit for hit in reversed(around.clause) if hit[2] in _SAYING), None)
        near = at and LEFT_GAP.fullmatch(self.s, at[1], around.number.start)
        return at[2] if at and near else None

    def _said(self, verb: Word, around: Around, topic: Family | None) -> tuple[Subject, ...]:
        number = around.number
        if verb is w.CHARGE:
            return (of.FEE,) if number.unit == "元" and self._spoke_of(w.FEE_WORD, around) else ()
        if verb is w.REPLY:
            return (of.REPLIES,) if self._spoke_of(w.MESSAGE, around) else ()
        if verb is w.PUBLISH:
            return self._items_alone(around)
        if verb is w.ON_OWN:
            channels = any(word in CHANNEL_SUBJECTS for _, _, word in around.stretch)
            return (of.PUBLISHED,) if number.unit in ITEM_UNITS and not channels else ()
        asked = topic in REQUESTS or (topic is None and self._on_requests(around.start))
        received = verb is w.RECEIVE and asked and number.unit in _REQUEST_UNITS
        return (of.RECEIVED,) if received else ()

    def _items_alone(self, around: Around) -> tuple[Subject, ...]:
        """微信公众号…, 全年发布510篇; 政府信息已全部公开, 共计公开1016条."""
        if around.number.unit not in ITEM_UNITS or around.in_parts:
            return ()
        if around.channels:
            return tuple(around.channels) if len(around.channels) == 1 else ()
        whole = any(word is w.WHOLE for _, _, word in around.clause)
        return (of.PUBLISHED,) if whole and self._spoke_of(w.INFORMATION, around) else ()

    def _spoke_of(self, word: Word, around: Around) -> bool:
        """Whether the sentence names this before a number, and no other noun since."""
        before = self.tokens.between(self.tokens.start, around.number.start)
        heads = [hit[2] for hit in before if hit[2].head]
        return heads[-1:] == [word]

    def _on_requests(self, end: int) -> bool:
        """Whether a sentence has spoken of requests, and of nothing else."""
        heads = {word for _, _, word in self.tokens.between(self.tokens.start, end) if word.head}
        return heads == {w.APPLY}

    def _named_behind(self, around: Around) -> tuple[Subject, ...]:
        """对2件申请, 因属于…, 作不予处理: what became of them is said behind."""
        number = around.number
        if _CARRIED_ON.match(self.s, number.end):
            return (of.PENDING_OUT,)
        if self.s[number.start - 1] != "对" or number.unit not in _REQUEST_UNITS:
            return ()
        behind = self.tokens.between(number.end, around.limit)
        if not behind or behind[0][2] is not w.APPLY:
            return ()
        return subjects_of(w.APPLY, {word for _, _, word in behind if word in OUTCOME_WORDS}, None)
