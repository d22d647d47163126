"""Changes of law after which a series means something else, though its row is the same."""

from dataclasses import dataclass

from govdash.forms.model import Section
from govdash.forms.official import CASES


@dataclass(frozen=True, slots=True)
class Break:
    """The first year of a change, the section it concerns, and what a chart and a reader are told."""

    year: int
    section: Section
    mark: str
    mark_en: str
    title: str
    title_en: str
    meaning: str
    meaning_en: str


BREAKS = (
    Break(
        2024,
        CASES,
        "新复议法",
        "new review law",
        "2024 年 1 月 1 日：修订后的行政复议法",
        "1 January 2024: the revised law on administrative review",
        "不服不予公开的，要先复议才能起诉，复议也集中到政府办理。"
        "直接起诉减少、复议增多，可能只是因为换了法律。",
        "Refusals must go to review before court, and reviews are handled by governments. "
        "Fewer direct lawsuits and more reviews may come from the new law alone.",
    ),
)
"""In order of their years; the change of form itself is `series.FORM_CHANGE`."""
