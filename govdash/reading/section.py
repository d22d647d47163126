"""What the readers of the single sections hand on, and how they remark on a document."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from govdash.reading.cells import Token
from govdash.report import Cell, Finding, State, Verdict
from govdash.rules import Rule


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


def lost(tokens: Sequence[Token]) -> Cell:
    """A cell in whose place something is printed that cannot be given to it."""
    return Cell(State.UNREADABLE, text=" ".join(token.raw for token in tokens), line=tokens[0].line)
