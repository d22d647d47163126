"""What the tests of single sentences ask for."""

from decimal import Decimal

from govdash.sentences import mentions, of_report, settled

Told = tuple[str, Decimal | None, bool]


def told(text: str, agency: str | None = "东河县民政局", year: int | None = 2023) -> set[Told]:
    """What a text says of this agency and year: subject, value, approximate."""
    own = of_report(mentions(text), agency, year)
    return {(m.subjects[0].id, m.value, m.approximate) for m in settled(own)}


def said(text: str, agency: str | None = "东河县民政局") -> dict[str, float]:
    """The exact numbers of a text by subject."""
    return {
        subject: float(value)
        for subject, value, approximate in told(text, agency)
        if value is not None and not approximate
    }
