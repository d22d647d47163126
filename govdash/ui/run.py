"""What holds for one drawing of a page: read once as it begins, the same to its end."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_HELD: ContextVar[dict[str, str] | None] = ContextVar("held", default=None)


@contextmanager
def one_run() -> Iterator[None]:
    """The drawing of a page."""
    token = _HELD.set({})
    try:
        yield
    finally:
        _HELD.reset(token)


def once(name: str, read: Callable[[], str]) -> str:
    """What is read, within a drawing once; outside of one, such as for a file, each time anew."""
    held = _HELD.get()
    if held is None:
        return read()
    if name not in held:
        held[name] = read()
    return held[name]
