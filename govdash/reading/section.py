"""What the readers of the single sections hand on, and how they remark on a document."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from govdash.reading.cells import Token
from govdash.report import Cell, Finding, How, State, Verdict
from govdash.rules import Rule
from govdash.rules.document import S5_SEPARATED


@dataclass(slots=True)
class SectionRead:
    """The cells of a section by figure id, and what only the document itself can show about them."""

    cells: dict[str, Cell] = field(default_factory=dict)
    remarks: list[Finding] = field(default_factory=list)


def remark(
    rule: Rule, figures: Sequence[str], message: str, verdict: Verdict = Verdict.NOT_ASSESSABLE
) -> Finding:
    """A finding of the reading."""
    return Finding(rule.id, rule.severity, verdict, tuple(figures), None, None, message)


def told_separated(figures: Sequence[str]) -> Finding:
    """The remark that digits of these cells were run together in the copy."""
    return remark(S5_SEPARATED, figures, S5_SEPARATED.sentence, Verdict.PASS_DERIVED)


def inferred(value: int, unknown: Cell) -> Cell:
    """A number that had to be separated from others printed with it, as the cell that was lost."""
    return Cell(State.VALUE, Decimal(value), How.INFERRED, unknown.text, unknown.line)


def lost(tokens: Sequence[Token]) -> Cell:
    """A cell in whose place something is printed that cannot be given to it."""
    return Cell(State.UNREADABLE, text=" ".join(token.raw for token in tokens), line=tokens[0].line)
