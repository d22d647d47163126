"""The address of the page is its state: every choice is a parameter, by a stable id.

A widget shows what the address says, and writes there when it is changed, before the page is
drawn anew; so a link, going back and going forward all give the same view. `bind="query-params"`
would write the shown labels, which change with the language and when an agency changes its name;
the parameters here are those of the data API.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any, Literal

import streamlit as st

from govdash.store.filters import Filters
from govdash.ui.language import say
from govdash.ui.words import plain

SHARED = tuple(field.name for field in fields(Filters) if field.name not in ("severity", "rule"))
"""Choices that go along from page to page."""

Width = int | Literal["stretch"]

MOMENTARY: Mapping[str, str] = {
    "find-agency": "typed to find an agency for a filter; the agency chosen is in the address",
    "check-text": "a report given to 自查 belongs to its giver: nothing of it is in an address",
    "check-file": "as check-text",
}
"""Widgets that no parameter stands for, each with the reason; buttons and foldings are none."""

_PAGE = "address:page"
_KEPT = "address:kept"
_TURN = "-page"


def turn_to(page: str) -> None:
    """Before a page runs: going to another page keeps the shared choices, unless its link has some."""
    turned = st.session_state.get(_PAGE) not in (None, page)
    st.session_state[_PAGE] = page
    if turned and not any(name in st.query_params for name in SHARED):
        for name, values in st.session_state.get(_KEPT, {}).items():
            st.query_params[name] = values
    st.session_state[_KEPT] = shared()


def shared() -> dict[str, list[str]]:
    """The choices of the address that other pages understand."""
    said = {name: st.query_params.get_all(name) for name in SHARED}
    return {name: values for name, values in said.items() if values}


def put(name: str, *values: str) -> None:
    """Write a choice into the address; none takes it out. Long tables begin anew."""
    now = {key: st.query_params.get_all(key) for key in st.query_params}
    kept = {key: said for key, said in now.items() if key != name and not key.endswith(_TURN)}
    # Told whole each time: of two quick changes the last one is what the browser shows.
    st.query_params.from_dict({**kept, **({name: list(values)} if values else {})})
    if name in SHARED:
        st.session_state[_KEPT] = shared()


def said(name: str, options: Sequence[str] | None = None) -> list[str]:
    """What the address says of a choice; what is no option is told to the reader and left out."""
    asked = st.query_params.get_all(name)
    if options is None:
        return asked
    known = set(options)
    unknown = [item for item in asked if item not in known]
    if unknown:
        st.warning(
            say("链接里的“{what}”在这里找不到。", what=plain("、".join(unknown)[:80])),
            icon=":material/link_off:",
        )
    return [item for item in asked if item in known]


def several(
    name: str,
    label: str,
    options: Sequence[str],
    show: Callable[[str], str],
    empty: str,
    width: Width = "stretch",
    hint: str | None = None,
) -> list[str]:
    """Any number of options, chosen by typing or clicking; none chosen means all."""
    st.session_state[name] = said(name, options)
    chosen: list[str] = st.multiselect(
        label,
        options,
        format_func=show,
        key=name,
        placeholder=empty,
        on_change=_write_several,
        args=(name,),
        width=width,
        help=hint,
    )
    return chosen


def one(
    name: str,
    label: str,
    options: Sequence[str],
    show: Callable[[str], str],
    default: str,
    width: Width = "stretch",
    hint: Callable[[str], str | None] = lambda _: None,
) -> str:
    """One option from a list; where the address says none, or one that is not there, the default.

    `hint` is the tool-tip of the option that is chosen.
    """
    now = next(iter(said(name, options)), default)
    st.session_state[name] = now
    chosen: str | None = st.selectbox(
        label,
        options,
        format_func=show,
        key=name,
        on_change=_write_one,
        args=(name, default),
        width=width,
        help=hint(now),
    )
    return chosen or default


def switch(
    name: str, label: str, options: Sequence[str], show: Callable[[str], str], default: str
) -> str:
    """One of a few options, all of them seen."""
    st.session_state[name] = next(iter(said(name, options)), default)
    chosen: str | None = st.segmented_control(
        label,
        options,
        format_func=show,
        key=name,
        required=True,
        on_change=_write_one,
        args=(name, default),
    )
    return chosen or default


def typed(name: str, label: str, placeholder: str, *, keep: bool = True, **layout: Any) -> str:
    """What a reader types to search by; without `keep` it is momentary and no part of the view."""
    kept = f"{name}:kept"
    said_now = st.query_params.get(name, "") if keep else ""
    # Set only where the address is another than was written: whoever types on loses no letter.
    if keep and (said_now != st.session_state.get(kept, "") or name not in st.session_state):
        st.session_state[name] = st.session_state[kept] = said_now
    text: str | None = st.text_input(
        label,
        key=name,
        type="search",
        live="300ms",
        placeholder=placeholder,
        icon=":material/search:",
        on_change=_write_typed if keep else None,
        args=(name, kept) if keep else None,
        **layout,
    )
    return text or ""


def turn(name: str, label: str, last: int) -> int:
    """Which page of a long table, from 1."""
    number = int(next(iter(said(name, [str(page) for page in range(1, last + 1)])), "1"))
    if last > 1:
        st.session_state[name] = number
        st.number_input(label, 1, last, key=name, width=220, on_change=_write_turn, args=(name,))
    return number


def _write_several(name: str) -> None:
    put(name, *st.session_state[name])


def _write_one(name: str, default: str) -> None:
    chosen = st.session_state[name]
    put(name, *([chosen] if chosen and chosen != default else []))


def _write_typed(name: str, kept: str) -> None:
    text = st.session_state[name] or ""
    st.session_state[kept] = text
    put(name, *([text] if text else []))


def _write_turn(name: str) -> None:
    number = st.session_state[name]
    put(name, *([str(number)] if number > 1 else []))
