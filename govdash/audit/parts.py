"""N5: whether the parts that a sentence lists add up to the whole it names."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from govdash.report import Finding, Severity, Verdict, number
from govdash.rules import text as rules
from govdash.sentences import Family, Mention, Role, settled
from govdash.sentences import subjects as of

_REQUESTS = frozenset({Family.RECEIVED, Family.HANDLED})
_ALIKE = frozenset("件份宗起例")
_CHANNELS = (of.ON_WEBSITE, of.ON_PLATFORM, of.ON_NEW_MEDIA, of.ELSEWHERE)


def odd_parts(told: Sequence[Mention], own: set[int], judged: set[int]) -> Iterator[Finding]:
    """Lists whose sum is not their whole, and channels that sum to more than all published.

    A list with a number that already contradicts the table (`judged`) is not held up again.
    """
    lists: dict[int, list[Mention]] = {}
    for mention in told:
        if mention.part_of is not None and mention.role is Role.NUMBER:
            lists.setdefault(mention.part_of, []).append(mention)
    for index, parts in lists.items():
        if id(told[index]) in own:
            for group in _groups(told[index], parts):
                if not judged.isdisjoint(map(id, (told[index], *group))):
                    continue
                yield from _list(told[index], group)
    yield from _channels([mention for mention in told if id(mention) in own])


def _groups(whole: Mention, parts: Sequence[Mention]) -> Iterator[list[Mention]]:
    """The parts that divide a whole by one order: by applicant, by outcome, by result, by name."""
    alike = [part for part in parts if _same_unit(part.unit, whole.unit)]
    if whole.family is Family.PUBLISHED:
        yield alike
    elif whole.family in _REQUESTS:
        yield [part for part in alike if part.family is Family.APPLICANT]
        yield [part for part in alike if part.family is Family.OUTCOME and not _reason(part)]
        yield [part for part in alike if not part.subjects]
    elif whole.family in (Family.REVIEW, Family.SUIT):
        yield [part for part in alike if part.family is whole.family]
    elif whole.family is Family.SERVICE:
        yield [part for part in alike if not part.subjects]


def _reason(part: Mention) -> bool:
    return any(subject.reason is not None for subject in part.subjects)


def _same_unit(one: str, other: str) -> bool:
    return one == other or {one, other} <= _ALIKE


def _list(whole: Mention, parts: Sequence[Mention]) -> Iterator[Finding]:
    if not parts or whole.value is None or any(m.approximate for m in (whole, *parts)):
        return
    total = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    announced = parts[0].announced
    if total == whole.value or (announced is not None and announced != len(parts)):
        return
    lists_all = parts[0].complete and parts[0].sentence == whole.sentence
    if total < whole.value and not lists_all:
        told = whole.family is Family.PUBLISHED and not any(part.examples for part in parts)
        if len(parts) < 2 or not told:
            return
    severity = Severity.ERROR if lists_all and _respectively(parts) else rules.N5_PARTS.severity
    verdict = Verdict.NOT_ASSESSABLE if announced is not None else Verdict.FAIL
    yield _finding(parts[0], total, whole.value, severity, verdict)


def _respectively(parts: Sequence[Mention]) -> bool:
    return "分别" in parts[0].sentence


def _channels(own: Sequence[Mention]) -> Iterator[Finding]:
    """Channels named in other sentences that sum to more than all that was published."""
    stated = {mention.subjects[0]: mention for mention in settled(own) if mention.part_of is None}
    whole = stated.get(of.PUBLISHED)
    parts = [stated[channel] for channel in _CHANNELS if channel in stated]
    if whole is None or whole.value is None or len(parts) < 2:
        return
    total = sum((part.value or Decimal(0) for part in parts), Decimal(0))
    if total > whole.value:
        severity = rules.N5_PARTS.severity
        yield _finding(parts[0], total, whole.value, severity, Verdict.NOT_ASSESSABLE)


def _finding(
    part: Mention, total: Decimal, whole: Decimal, severity: Severity, verdict: Verdict
) -> Finding:
    return Finding(
        rules.N5_PARTS.id,
        severity,
        verdict,
        (),
        total,
        whole,
        f"正文列出的各项加起来是 {number(total)}，总数说是 {number(whole)}，"
        f"差 {number(abs(total - whole))}；{_reservation(total, whole, verdict)}",
        part.sentence,
    )


def _reservation(total: Decimal, whole: Decimal, verdict: Verdict) -> str:
    if verdict is Verdict.NOT_ASSESSABLE:
        return "各项之间可能有重复，或者没有列全，不能断定。"
    return "各项多于总数。" if total > whole else "也可能只列了一部分。"
