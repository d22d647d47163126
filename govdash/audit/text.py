"""Holds what the sentences say against the tables: N1–N7, every mention, each with its sentence."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from govdash.audit.parts import odd_parts
from govdash.audit.relations import EMPTY
from govdash.forms.official import (
    CARRIED_IN,
    GRANTED_GROUP,
    NEW_PUBLISHED,
    NEW_RECEIVED,
    NORMATIVE_2019,
    NOT_PROCESSED_GROUP,
    OTHER,
    OTHER_GROUP,
    OUTCOME_TOTAL,
    OVERVIEW,
    PARTIAL_GROUP,
    TOTAL,
)
from govdash.report import Derived, Finding, Report, State, Verdict, number
from govdash.rules import Rule
from govdash.rules import text as rules
from govdash.sentences import Family, Mention, Role, Subject, figures, mentions, of_report
from govdash.sentences import subjects as of

_ONE_PERCENT = Decimal("0.01")
_POINTS = Decimal("0.1")
_ABOUT = Decimal("0.2")
_FEE = re.compile("处理费|收费|费用|收取")
_NOTHING = re.compile(r"[\s无没有其他别的需要报告事项情况暂。.、,，]*")
_FEE_SINCE = 2021

_RULE_OF: Mapping[Family, Rule] = {
    Family.RECEIVED: rules.N1_RECEIVED,
    Family.APPLICANT: rules.N1_RECEIVED,
    Family.HANDLED: rules.N2_OUTCOME_TEXT,
    Family.OUTCOME: rules.N2_OUTCOME_TEXT,
    Family.REVIEW: rules.N3_DISPUTES,
    Family.SUIT: rules.N3_DISPUTES,
    Family.DOCUMENT: rules.N6_DOCS,
}


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a report as the text rules take them: printed, or derived where left blank."""

    report: Report
    derived: Mapping[str, Derived]

    def value(self, figure: str) -> Decimal | None:
        """A printed figure, or the derived one of a blank cell; None where nothing is known."""
        cell = self.report.cells[figure]
        if cell.state is State.VALUE:
            return cell.value
        return self.derived[figure].value if figure in self.derived else None

    def sum(self, ids: Sequence[str]) -> Decimal | None:
        """A sum of figures; blank parts count as none only where another of them is printed."""
        values = [self.value(figure) for figure in ids]
        known = [value for value in values if value is not None]
        lost = any(
            value is None and self.report.cells[figure].state not in EMPTY
            for figure, value in zip(ids, values, strict=True)
        )
        return None if lost or not known else sum(known, Decimal(0))

    def of(self, *subjects: Subject) -> Decimal | None:
        """What the table says a subject counts."""
        ids = self.ids(subjects)
        return self.sum(ids) if ids else None

    def ids(self, subjects: Sequence[Subject]) -> tuple[str, ...]:
        """The cells that hold what some subjects count."""
        return tuple(
            dict.fromkeys(
                figure for subject in subjects for figure in figures(subject, self.report.form)
            )
        )


def text_findings(report: Report, derived: Mapping[str, Derived]) -> Iterator[Finding]:
    """Every finding of the rules N1–N7 on one report."""
    table = Table(report, derived)
    seen: set[tuple[str, tuple[str, ...], Decimal | None]] = set()
    for section in (OVERVIEW, OTHER):
        told = mentions(report.sections.get(section.id, ""))
        own = set(map(id, of_report(told, report.agency, report.year)))
        for finding in _of_section(told, own, table):
            key = (finding.rule, finding.cells, finding.left)
            if key not in seen:
                seen.add(key)
                yield finding
    yield from _fee(report)


def _of_section(told: Sequence[Mention], own: set[int], table: Table) -> Iterator[Finding]:
    judged: set[int] = set()
    for mention in told:
        if id(mention) not in own or not mention.subjects:
            continue
        found: list[Finding] = []
        if mention.family is Family.RATE:
            found = list(_percent(mention, told, table))
        elif mention.family in _RULE_OF:
            found = list(_count(mention, table))
        if found:
            judged.add(id(mention))
        yield from found
    yield from odd_parts(told, own, judged)


# ---------------------------------------------------------------- numbers


def _count(mention: Mention, table: Table) -> Iterator[Finding]:
    if (mention.role is Role.ALL and mention.part_of is not None) or mention.value is None:
        yield from _all(mention, table)
        return
    ids = table.ids(mention.subjects)
    right = table.sum(ids) if ids else None
    if right is None or _agrees(mention, right):
        return
    if any(_agrees(mention, other) for other in _also(mention, table)):
        return
    yield _finding(mention, ids, mention.value, right)


def _agrees(mention: Mention, table: Decimal) -> bool:
    """Whether the text's number is the table's; a rounded one may be off by a fifth."""
    if mention.value is None or not mention.approximate:
        return mention.value == table
    return abs(mention.value - table) <= max(_ABOUT * table, Decimal(1))


def _also(mention: Mention, table: Table) -> Iterator[Decimal]:
    """Other readings of a sentence that the table may bear out as well."""
    for subjects in _readings(mention):
        ids = table.ids([subject for subject, sign in subjects if sign > 0])
        less = table.ids([subject for subject, sign in subjects if sign < 0])
        plus, minus = table.sum(ids), table.sum(less) if less else Decimal(0)
        if plus is not None and minus is not None:
            yield plus - minus
    if mention.family is Family.DOCUMENT:
        yield from _published_2019(mention, table)


Reading = tuple[tuple[Subject, int], ...]


def _readings(mention: Mention) -> tuple[Reading, ...]:
    subject = mention.subject
    if subject is of.RECEIVED:
        return (((of.PROCESSED, 1),),)
    if subject is of.PROCESSED:
        return (((of.RECEIVED, 1),), ((of.CONCLUDED, 1),))
    if subject in of.PROCESSED_BY:
        return (((of.PROCESSED_BY[subject], 1),),)
    if subject is of.CONCLUDED:
        # 答复 may leave out what was carried in, or what was no answer to a request.
        other, rejected = of.OUTCOMES[OTHER_GROUP], of.OUTCOMES[NOT_PROCESSED_GROUP]
        return (
            ((of.CONCLUDED, 1), (of.CARRIED, -1)),
            ((of.CONCLUDED, 1), (other, -1)),
            ((of.CONCLUDED, 1), (other, -1), (rejected, -1)),
        )
    return ()


def _published_2019(mention: Mention, table: Table) -> Iterator[Decimal]:
    """The form of 2019 counts documents made and documents published."""
    if mention.subject is not of.NORMATIVE_ISSUED:
        return
    try:
        figure = table.report.form.figure(NORMATIVE_2019, NEW_PUBLISHED).id
    except KeyError:
        return
    value = table.value(figure)
    if value is not None:
        yield value


def _all(mention: Mention, table: Table) -> Iterator[Finding]:
    """均已予以公开, 均为自然人: all of them, so none of the others."""
    right, whole = table.of(mention.subjects[0]), _whole_of(mention, table)
    if right is None or whole is None:
        return
    left = mention.value if mention.value is not None else whole
    if right == left or (right == whole and right >= left):
        return
    if mention.approximate and _agrees(mention, right):
        return
    yield _finding(mention, table.ids(mention.subjects), left, right)


def _whole_of(mention: Mention, table: Table) -> Decimal | None:
    if mention.family is Family.APPLICANT:
        return table.of(of.RECEIVED)
    return table.of(of.CONCLUDED)


def _finding(
    mention: Mention, cells: Sequence[str], left: Decimal | None, right: Decimal
) -> Finding:
    rule = _RULE_OF[mention.subjects[0].family]
    return Finding(
        rule.id,
        rule.severity,
        Verdict.FAIL,
        tuple(cells),
        left,
        right,
        _message(mention, left, right),
        mention.sentence,
    )


_SAID = {
    Family.RECEIVED: "收到申请",
    Family.APPLICANT: "这类申请人提出",
    Family.HANDLED: "这类申请",
    Family.OUTCOME: "这种办理结果",
    Family.REVIEW: "复议",
    Family.SUIT: "诉讼",
    Family.DOCUMENT: "这类文件",
}


def _message(mention: Mention, left: Decimal | None, right: Decimal) -> str:
    name = _SAID[mention.subjects[0].family]
    said = "约 " if mention.approximate else ""
    if mention.role is Role.NONE:
        return f"正文说没有（“{mention.quote}”），表格里有 {number(right)} 件。"
    if mention.role is Role.ALL:
        return (
            f"正文说“{mention.quote}”，照这句话应当是 {number(left)} 件，"
            f"表格里是 {number(right)} 件。"
        )
    return (
        f"正文说{name} {said}{number(left)} {mention.unit}（“{mention.quote}”），"
        f"表格里对应的是 {number(right)} 件。"
    )


# ---------------------------------------------------------------- percentages


def _percent(mention: Mention, told: Sequence[Mention], table: Table) -> Iterator[Finding]:
    if mention.value is None:
        return
    cells, candidates = _fractions(mention, told, table)
    rates = [part / whole * 100 for part, whole in candidates if whole]
    exponent = int(mention.value.as_tuple().exponent)
    allowed = _POINTS if exponent < 0 else Decimal(1)
    if not rates or any(abs(rate - mention.value) <= allowed for rate in rates):
        return
    nearest = min(rates, key=lambda rate: abs(rate - (mention.value or 0))).quantize(_ONE_PERCENT)
    yield Finding(
        rules.N4_PERCENT.id,
        rules.N4_PERCENT.severity,
        Verdict.FAIL,
        cells,
        mention.value,
        nearest,
        f"正文说“{mention.quote}”，按件数算出来最接近的是 {nearest}%。",
        mention.sentence,
    )


Fractions = list[tuple[Decimal, Decimal]]


def _fractions(
    mention: Mention, told: Sequence[Mention], table: Table
) -> tuple[tuple[str, ...], Fractions]:
    """Every part and whole that a percentage can be meant of, and the cells of the table's."""
    subject = mention.subject
    if subject is of.SHARE:
        return _share(mention, told, table)
    granted, partial = (of.OUTCOMES[group] for group in (GRANTED_GROUP, PARTIAL_GROUP))
    used: tuple[Subject, ...] = (granted, partial)
    if subject is of.CONCLUDED_RATE:
        pending = table.of(of.PENDING_OUT)
        if mention.value == 100 and pending:
            # Answered in time, as far as an answer was due.
            return (), []
        parts, used = [table.of(of.CONCLUDED)], (of.CONCLUDED,)
    else:
        parts = [table.of(granted), table.of(granted, partial)]
    ids = table.ids([*used, of.CONCLUDED, of.RECEIVED])
    return ids, _pairs(parts, _wholes(table))


def _share(
    mention: Mention, told: Sequence[Mention], table: Table
) -> tuple[tuple[str, ...], Fractions]:
    part = told[mention.share_of] if mention.share_of is not None else None
    if part is None or part.family not in (Family.OUTCOME, Family.APPLICANT):
        return (), []
    wholes = [
        other.value
        for other in told
        if other.sentence == part.sentence and other.family in (Family.RECEIVED, Family.HANDLED)
    ]
    parts = [part.value, table.of(*part.subjects)]
    ids = table.ids([*part.subjects, of.CONCLUDED, of.RECEIVED])
    return ids, _pairs(parts, [*wholes, *_wholes(table)])


def _wholes(table: Table) -> list[Decimal | None]:
    form = table.report.form
    received, carried, concluded = (
        form.figure(row, TOTAL).id for row in (NEW_RECEIVED, CARRIED_IN, OUTCOME_TOTAL)
    )
    return [table.value(concluded), table.value(received), table.sum((received, carried))]


def _pairs(parts: Sequence[Decimal | None], wholes: Sequence[Decimal | None]) -> Fractions:
    return [
        (part, whole)
        for part in parts
        for whole in wholes
        if part is not None and whole is not None
    ]


# ---------------------------------------------------------------- fees


def _fee(report: Report) -> Iterator[Finding]:
    """N7: section 六 has something to say, and nothing on the processing fee."""
    said = report.sections.get(OTHER.id, "")
    if not said.strip() or _NOTHING.fullmatch(said):
        return
    if report.year is None or report.year < _FEE_SINCE:
        return
    if _FEE.search(said) or _states_fee(report):
        return
    yield Finding(
        rules.N7_FEE.id,
        rules.N7_FEE.severity,
        Verdict.FAIL,
        (),
        None,
        None,
        rules.N7_FEE.sentence,
        said.strip().split("\n")[0],
    )


def _states_fee(report: Report) -> bool:
    told = mentions(report.sections.get(OVERVIEW.id, ""))
    return any(mention.subject is of.FEE for mention in told)
