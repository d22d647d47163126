"""The ways to look at a subject: its own blocks, any one number from every side, what was said."""

from collections.abc import Mapping, Sequence

from govdash.forms.series import Quantity
from govdash.store.filters import Filters
from govdash.ui import address, quantities
from govdash.ui.explore import NUMBER, explore
from govdash.ui.language import say

WHOLE, STATED = "whole", "stated"


def choose(whole: str, more: Mapping[str, str] | None = None) -> str:
    """Which way; `whole` is what the blocks of the subject are called, `more` are further ways."""
    names = {WHOLE: whole, NUMBER: say("任选一个数字"), **(more or {})}
    return address.switch("view", say("怎么看"), list(names), names.__getitem__, WHOLE)


def one_number(page: str, filters: Filters, choices: Sequence[Quantity], first: Quantity) -> None:
    """The choice of a number, and all its sides."""
    explore(page, filters, quantities.choose("measure", say("看哪个数字"), choices, first))
