"""What the steps hand on: Report, Cell, Derived, Stated, Finding."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from govdash.forms import Form

SCOPES = ("self", "aggregate", "unknown")
"""Whether a report counts one agency, or sums all below it."""

_KNOWN_BY = 12

Line = int | str
"""Where something stands: a 1-based line, or "page:line" in a PDF."""


class State(StrEnum):
    """What stands in a cell; only `VALUE` carries a number."""

    VALUE = "value"
    BLANK = "blank"
    DASH = "dash"
    SLASH = "slash"
    NONE_WORD = "none_word"
    ABSENT = "absent"
    UNREADABLE = "unreadable"


class How(StrEnum):
    """How the column of a printed number is known."""

    PRINTED = "printed"
    INFERRED = "inferred"


class Severity(StrEnum):
    """How much a finding weighs; `EXTRACTION` is about our copy, never about the agency."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"
    EXTRACTION = "extraction"
    INFO = "info"


class Verdict(StrEnum):
    """What a rule says of a line of cells."""

    PASS = "pass"
    PASS_DERIVED = "pass_derived"
    FAIL = "fail"
    NOT_ASSESSABLE = "not_assessable"


class OutcomeGap(StrEnum):
    """Why it is not known what became of a report's requests."""

    CONTRADICTION = "contradiction"
    DAMAGE = "damage"
    BLANK = "blank"


class Cell(NamedTuple):
    """One cell of the form: its state, its number in the form's unit, what is printed and where."""

    state: State
    value: Decimal | None = None
    how: How | None = None
    text: str | None = None
    line: Line | None = None


ABSENT = Cell(State.ABSENT)


@dataclass(frozen=True, slots=True)
class Derived:
    """A figure that is nowhere printed but follows from printed ones."""

    value: Decimal
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """What a sentence says in figures."""

    measure: str
    value: Decimal
    unit: str
    approximate: bool
    quote: str
    line: Line | None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something the audit says about a report; `message` is written for a citizen.

    `hint` names a likely cause where one change alone would make everything hold; it never is a
    correction.
    """

    rule: str
    severity: Severity
    verdict: Verdict
    cells: tuple[str, ...]
    left: Decimal | None
    right: Decimal | None
    message: str
    quote: str | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """The division an agency belongs to; `code` is null where several are possible."""

    code: str | None
    name: str | None
    confidence: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """What the figures cover: first and last day as ISO dates, or None, and what is printed.

    `repaired` says that our copy has lost 年 or 月 (202111日) and only one reading is left.
    """

    start: str | None
    end: str | None
    printed: str
    repaired: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """What one place of a document, or of what is known of it, says of who, which year or when.

    `field` is agency, year or published; `used` says whether it became the report's. The claims
    that were not used are the candidates where a field is None.
    """

    field: str
    source: str
    value: str
    used: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The file a report was read from."""

    path: str
    sha256: str
    media_type: str
    encoding: str | None = None
    script: str | None = None


@dataclass(frozen=True)
class Report:
    """One annual report as read: every cell of its form, always."""

    source: Source
    form: Form
    cells: Mapping[str, Cell]
    title: str | None = None
    agency: str | None = None
    year: int | None = None
    published: str | None = None
    scope: str = "unknown"
    region: Region | None = None
    derived: Mapping[str, Derived] = field(default_factory=dict)
    sections: Mapping[str, str] = field(default_factory=dict)
    stated: tuple[Stated, ...] = ()
    findings: tuple[Finding, ...] = ()
    period: Period | None = None
    evidence: tuple[Claim, ...] = ()

    def value(self, figure: str) -> Decimal | None:
        """The printed number of a figure, or None."""
        cell = self.cells.get(figure)
        return cell.value if cell else None


def line_of_quote(
    quote: str | None,
    stated: Iterable[tuple[str, Line | None]],
    lines: Iterable[tuple[Line, str]],
) -> Line | None:
    """The line that a quoted sentence begins in: by what was read from it, else by its first words.

    A sentence may be broken over lines, and be printed in another script than it is quoted in.
    """
    quote = "".join((quote or "").split())
    if not quote:
        return None
    for said, line in stated:
        if said in quote or quote in said:
            return line
    start = quote[:_KNOWN_BY]
    return next((line for line, text in lines if start in "".join(text.split())), None)
