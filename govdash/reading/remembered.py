"""What was made of a short text is remembered: every report says the same few thousand things.

Long texts are not, and only so many: what a hostile document holds is let go with it.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar

Rest = ParamSpec("Rest")
Made = TypeVar("Made")

_Function = Callable[Concatenate[str, Rest], Made]


def remembered(
    longest: int, most: int = 4096
) -> Callable[[_Function[Rest, Made]], _Function[Rest, Made]]:
    """Remember what a function of a text makes of `most` texts of up to `longest` characters."""

    def remember(function: _Function[Rest, Made]) -> _Function[Rest, Made]:
        known = lru_cache(maxsize=most)(function)

        @wraps(function)
        def make(text: str, /, *rest: Rest.args, **named: Rest.kwargs) -> Made:
            return (known if len(text) <= longest else function)(text, *rest, **named)

        return make

    return remember
