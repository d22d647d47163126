"""What the sentences of a report say in figures, each with the quote and its line.

Only what has one plain meaning is taken: of this agency, of this year, and not contradicted by
another sentence. A statement is never put into a cell.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from govdash.forms import Form
from govdash.reading.text import Line
from govdash.report import Stated
from govdash.sentences import Mention, Subject, figures, mentions, of_report, settled

_LONGEST_QUOTE = 80


def read_statements(
    narratives: Iterable[Sequence[Line]], form: Form, agency: str | None, year: int | None
) -> tuple[Stated, ...]:
    """The statements of the narrative sections, each measure and quote once."""
    told: list[tuple[Mention, Line]] = []
    for section in narratives:
        lines = [line for line in section if line.text.strip()]
        text = "\n".join(line.text.strip() for line in lines)
        told += [
            (mention, lines[mention.line]) for mention in of_report(mentions(text), agency, year)
        ]
    found: dict[tuple[str, str], Stated] = {}
    places = {id(mention): line for mention, line in told}
    for mention in settled(mention for mention, _ in told):
        for measure in _measures(mention.subjects[0], mention.value, form):
            stated = Stated(
                measure,
                mention.value or Decimal(0),
                mention.unit,
                mention.approximate,
                mention.quote[:_LONGEST_QUOTE],
                places[id(mention)].number,
            )
            found.setdefault((measure, stated.quote), stated)
    return tuple(found.values())


def _measures(subject: Subject, value: Decimal | None, form: Form) -> Iterator[str]:
    """The ids a number is stated for; a sum of figures only where it is none of any of them."""
    if subject.measure:
        yield subject.measure.id
        return
    ids = figures(subject, form)
    if len(ids) == 1 or (value == 0 and not subject.group):
        yield from ids
