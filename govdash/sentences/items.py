"""Items published: in all, or through one channel."""

import re

from govdash.sentences import subjects as of
from govdash.sentences import words as w
from govdash.sentences.around import ITEM_UNITS, LEFT_GAP, Around
from govdash.sentences.rules import CHANNEL_SUBJECTS
from govdash.sentences.subjects import Subject
from govdash.sentences.tokens import Hit, Tokens

_INFORMATION_GAP = re.compile(
    r"(?:了|各类型?|各种|各项|各|的|政府|政务|相关|有关|主动|公开|新|党务|上|出|到|更新|有效|共|全部|:|"
    r"[全本我][省市州区县旗镇乡局厅委办校院]|本级|\([^()0-9]{1,16}\))*+"
)
_OF_ITEMS = re.compile(r"(?:稿件|推文|文章|信息)$")


class Items:
    """Says of the numbers of one sentence whether they count what was published."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.s = tokens.s

    def published(self, at: Hit, around: Around) -> tuple[Subject, ...]:
        """Items published: in all, or through the one channel that the phrase names."""
        one = tuple(around.channels) if len(around.channels) == 1 else ()
        verb = next((hit for hit in reversed(around.stretch) if self._publishes(hit)), None)
        if verb is None:
            return self._updated(around, one)
        before = at[0] < around.number.start
        if before and verb[0] > at[0]:
            return one or ((of.PUBLISHED,) if verb[2] is w.ON_OWN and not around.in_parts else ())
        if before and not _INFORMATION_GAP.fullmatch(self.s, verb[1], at[0]):
            return ()
        if not around.channels:
            return () if around.in_parts else (of.PUBLISHED,)
        return self._through(around, one)

    def _updated(self, around: Around, one: tuple[Subject, ...]) -> tuple[Subject, ...]:
        """新增政府信息2047条 in all; 网站更新信息215条 only where one channel is named."""
        words = around.wide
        if w.FOREIGN in words or words.isdisjoint((w.UPDATE, w.ADDED)):
            return ()
        return (of.PUBLISHED,) if w.ADDED in words and not around.channels else one

    def _publishes(self, hit: Hit) -> bool:
        """A verb of publishing; 等主动公开 is one word of the vocabulary, and holds it."""
        start, end, word = hit
        if word is w.MANY:
            return self.s.endswith("主动公开", start, end)
        return word in (w.PUBLISH, w.ON_OWN)

    def _through(self, around: Around, one: tuple[Subject, ...]) -> tuple[Subject, ...]:
        """网站、微信等渠道 are all of them, 微信、微博等平台 one, and 网站等渠道 may be any."""
        if w.MANY not in around.wide:
            together = len(around.channels) > 1 and w.WHOLE in around.wide and not around.in_parts
            return (of.PUBLISHED,) if together else one
        if not one:
            part = around.in_parts or w.PARTS in around.wide
            return () if part else (of.PUBLISHED,)
        several = sum(word in CHANNEL_SUBJECTS for _, _, word in around.stretch) > 1
        return one if several else ()

    def _headed(self) -> bool:
        """信息发布情况: what stands before the first colon says what the numbers count."""
        colon = self.s.find(":", self.tokens.start, self.tokens.end)
        head = self.tokens.between(self.tokens.start, colon)
        return any(word in (w.PUBLISH, w.ON_OWN) for _, _, word in head)

    def channel_alone(self, around: Around) -> tuple[Subject, ...]:
        """其中政府网站76条, 微信推送60条: a channel names its items, without a noun."""
        if CHANNEL_SUBJECTS.keys().isdisjoint(around.words):
            return ()
        number = around.number
        colon = self.s.find(":", around.start, number.start)
        behind = [hit for hit in around.clause if hit[0] > colon >= 0]
        clause = behind or around.clause
        named = [hit for hit in clause if hit[2] in CHANNEL_SUBJECTS]
        if len({CHANNEL_SUBJECTS[hit[2]] for hit in named}) != 1:
            return ()
        other = any(word.head and word is not w.ACCOUNT for _, _, word in clause)
        if other or number.unit not in ITEM_UNITS:
            return ()
        _, end, word = clause[-1]
        verb = word is w.PUBLISH and number.start - end <= len("超过")
        near = LEFT_GAP.fullmatch(self.s, named[-1][1], number.start)
        items = _OF_ITEMS.search(self.s, named[-1][1], number.start)
        if not (verb or items or around.whole is of.PUBLISHED or self._headed()):
            return ()
        return (CHANNEL_SUBJECTS[named[0][2]],) if near else ()
