"""Choices kept in the address of the page, by their stable ids and not by what is shown.

`bind="query-params"` writes the shown labels, which change when an agency changes its name; a link
must go on meaning the same, and its parameters are those of the data API.
"""

from collections.abc import Callable, Sequence

import streamlit as st

from govdash.ui.words import plain

_PAGE = "page"
_TURNED = "page:turned"


def turn_to(page: str) -> None:
    """Tell, before a page runs, which one it is: going to another page keeps the choices."""
    st.session_state[_TURNED] = st.session_state.get(_PAGE) not in (None, page)
    st.session_state[_PAGE] = page


def several(
    name: str, label: str, options: Sequence[str], show: Callable[[str], str], empty: str
) -> list[str]:
    """Any number of options, chosen by typing or clicking; none chosen means all."""
    _take(name, options, _listed)
    chosen: list[str] = st.multiselect(
        label, options, format_func=show, key=name, placeholder=empty
    )
    _write(name, chosen)
    return chosen


def one(
    name: str, label: str, options: Sequence[str], show: Callable[[str], str], default: str
) -> str | None:
    """One option; None where the address asks for one that is not there."""
    asked = st.query_params.get_all(name)
    missing = bool(asked) and asked[0] not in set(options)
    _take(name, options, lambda said: said[0] if said else None if missing else default)
    chosen: str | None = st.selectbox(label, options, format_func=show, key=name, index=None)
    _write(name, [chosen] if chosen else asked)
    return chosen


def turn(name: str, label: str, last: int, of: object) -> int:
    """Which page of a long table, from 1; another choice `of` what it lists begins anew."""
    if st.session_state.get(f"{name}:of", of) != of:
        st.query_params.pop(name, None)
        st.session_state.pop(name, None)
        st.session_state[f"{name}:said"] = []
    st.session_state[f"{name}:of"] = of
    options = [str(number) for number in range(1, last + 1)]
    _take(name, options, lambda said: int(said[0]) if said else 1)
    chosen = 1
    if last > 1:
        st.session_state[name] = min(st.session_state[name], last)
        chosen = int(st.number_input(label, 1, last, key=name, width=220))
    _write(name, [str(chosen)] if chosen > 1 else [])
    return chosen


def _listed(said: list[str]) -> list[str]:
    return said


def _take(name: str, options: Sequence[str], value: Callable[[list[str]], object]) -> None:
    """Before the widget is drawn: follow the address where it was opened or gone back to."""
    asked = st.query_params.get_all(name)
    last = st.session_state.get(f"{name}:said")
    if last is not None and st.session_state.get(_TURNED) and not asked:
        asked = last
    said = [item for item in asked if item in set(options)]
    if said != last or st.session_state.get(_TURNED) or name not in st.session_state:
        st.session_state[name] = value(said)
    unknown = [item for item in asked if item not in said]
    if unknown:
        st.warning(f"链接里的“{plain('、'.join(unknown)[:80])}”在这里找不到。")


def _write(name: str, chosen: list[str]) -> None:
    st.session_state[f"{name}:said"] = chosen
    if chosen != st.query_params.get_all(name):
        if chosen:
            st.query_params[name] = chosen
        else:
            st.query_params.pop(name, None)
