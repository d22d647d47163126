"""How documents travel from a worker: by their fields, and a form by its name alone.

A form is declared once in every process: `is` must hold for it, and whole it would be most of what
travels. Without reducers of ours a report costs six times as much to pickle as it needs.
"""

import copyreg
from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any

from govdash.forms import FORMS, Form
from govdash.report import Derived, Finding, Stated


def form_of(name: str) -> Form:
    """A declared form by its id."""
    return FORMS[name]


def _by_fields(kind: type[Any]) -> Callable[[Any], tuple[type[Any], tuple[Any, ...]]]:
    values = attrgetter(*(each.name for each in fields(kind)))
    return lambda item: (kind, values(item))


def register() -> None:
    """Teach pickle; both ends of the line need it."""
    copyreg.pickle(Form, lambda form: (form_of, (form.id,)))
    for kind in (Derived, Finding, Stated):
        copyreg.pickle(kind, _by_fields(kind))
