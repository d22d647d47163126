"""The declaration of both official forms and what follows from it; imports nothing of ours."""

from govdash.forms.joins import JOINS
from govdash.forms.model import (
    Block,
    Column,
    Continuity,
    Figure,
    Form,
    Group,
    Join,
    Kind,
    Relation,
    Row,
    Section,
    Sum,
)
from govdash.forms.official import FORM_2019, FORM_2021, SECTIONS

FORMS: dict[str, Form] = {form.id: form for form in (FORM_2019, FORM_2021)}
"""Both forms by id, oldest first."""

FIGURES: dict[str, Figure] = {
    **{key: figure for form in FORMS.values() for key, figure in form.figures.items()},
}
"""Every figure of any form by id; a figure in both forms has one id and the newer label."""


def distinguishing_columns(form: Form) -> tuple[Column, ...]:
    """The column headings of section 二 that no other form prints: what a form is known by."""
    others = {
        label
        for other in FORMS.values()
        if other is not form
        for block in other.blocks
        for column in block.columns
        for label in column.labels
    }
    seen: dict[str, Column] = {}
    for block in form.blocks:
        for column in block.columns:
            if not any(label in other for label in column.labels for other in others):
                seen.setdefault(column.label, column)
    return tuple(seen.values())


__all__ = [
    "FIGURES",
    "FORMS",
    "JOINS",
    "SECTIONS",
    "Block",
    "Column",
    "Continuity",
    "Figure",
    "Form",
    "Group",
    "Join",
    "Kind",
    "Relation",
    "Row",
    "Section",
    "Sum",
    "distinguishing_columns",
]
