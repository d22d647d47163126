"""The filters of every page: one line that says what is looked at, opened to change it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from govdash.errors import UsageError
from govdash.places import table
from govdash.places.table import places
from govdash.report import SCOPES
from govdash.store import directory
from govdash.store.coverage import years
from govdash.store.filters import KINDS, LEVELS, Filters, stem_of
from govdash.ui import address, finder
from govdash.ui.data import ask
from govdash.ui.language import say, told
from govdash.ui.words import KIND_NAMES, LEVEL_NAMES, SCOPE_HELP, SCOPE_NAMES, plain

_STEPS = ("省级", "市级", "县级")
_CHOSEN = ("year", "agency", "region", "level", "kind", "scope", "form")


def ask_filters(without: str = "", why: str = "") -> Filters:
    """What the address asks for, and the widgets that change it.

    `without` is a choice that does not apply to the page, and `why`; where the address has it,
    the page says so.
    """
    whole, wrong = of_address()
    if wrong:
        st.warning(
            plain(say("链接里的条件有误，没有按它筛选：{error}", error=wrong[:120])),
            icon=":material/link_off:",
        )
    filters = replace(whole, **{without: ()}) if without else whole
    if without:
        tell_unused((without,), why)
    with (
        st.expander(
            plain(say("正在看：{what}（点开更改）", what=in_words(filters))),
            icon=":material/filter_alt:",
            key="no-print-filters",
        ),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        if without != "region":
            _region(filters)
        every = [str(year) for year in ask(years)]
        address.several("year", say("年度"), every, str, say("全部年度"), width=220)
        finder.choose_several("agency")
        for name, label, options, names, empty in (
            ("level", say("层级"), LEVELS, LEVEL_NAMES, say("全部层级")),
            ("kind", say("类别"), KINDS, KIND_NAMES, say("全部类别")),
            ("scope", say("口径"), SCOPES, SCOPE_NAMES, say("全部口径")),
        ):
            hint = say(SCOPE_HELP) if name == "scope" else None
            address.several(name, label, options, _naming(names), empty, width=220, hint=hint)
        if whole != Filters():
            st.button(
                say("清除全部条件"),
                on_click=_clear,
                icon=":material/filter_alt_off:",
                type="tertiary",
            )
    return filters


def _naming(names: Mapping[str, str]) -> Callable[[str], str]:
    return lambda key: say(names[key])


def of_address() -> tuple[Filters, str]:
    """What the address asks for, and what is wrong with a choice of it; the others hold."""
    good: dict[str, list[str]] = {}
    wrong = ""
    for name in _CHOSEN:
        values = st.query_params.get_all(name)
        try:
            Filters.parse({name: values})
        except UsageError as error:
            wrong = wrong or str(error)
        else:
            good[name] = values
    return Filters.parse(good), wrong


def tell_unused(names: Sequence[str], why: str) -> None:
    """Say which choices of the address do not apply to a page; they are kept for the others."""
    filters, _ = of_address()
    unused = Filters(**{name: getattr(filters, name) for name in names})
    if unused == Filters():
        return
    parts = [part for part in _parts(unused) if part]
    st.caption(
        plain(
            say(
                "这一页不按“{what}”筛选：{why}。换到别的页，这个条件还在。",
                what=say("、").join(parts),
                why=why,
            )
        )
    )


def _clear() -> None:
    for name in _CHOSEN:
        address.put(name)


def in_words(filters: Filters) -> str:
    """The filters as a reader says them: 江苏省 · 2023 年 · 县级."""
    region, agency, year, *rest = _parts(filters)
    parts = (region or say("全部地区"), agency, year or say("全部年度"), *rest)
    return " · ".join(filter(None, parts))


def _parts(filters: Filters) -> list[str]:
    """Each choice in words, nothing where there is none: region, agency, year, and the others."""
    named = ask(directory.named, filters.agency) if filters.agency else []
    known = {row["agency_id"]: row["agency"] for row in named}
    years_asked = _listed([str(year) for year in sorted(filters.year)])
    return [
        _listed([region_name(code) for code in filters.region]),
        _listed([told(known.get(one, one)) for one in filters.agency]),
        say("{years} 年", years=years_asked) if years_asked else "",
        _listed([say(LEVEL_NAMES[value]) for value in filters.level]),
        _listed([say(KIND_NAMES[value]) for value in filters.kind]),
        _listed([say(SCOPE_NAMES[value]) for value in filters.scope]),
        _listed([say("{form} 年版表样", form=form) for form in filters.form]),
    ]


def _listed(names: Sequence[str]) -> str:
    if len(names) > 3:
        return say("{names} 等 {count} 个", names=say("、").join(names[:3]), count=len(names))
    return say("、").join(names)


def region_name(code: str) -> str:
    """The whole name of a division: 江苏省宿迁市沭阳县."""
    return told(table.region_name(code.ljust(6, "0")) or code)


def _region(filters: Filters) -> None:
    """Province, prefecture, county: each step offers what has reports below the one before."""
    chain = _chain(filters.region[0]) if len(filters.region) == 1 else []
    within = ""
    for depth, label in enumerate(_STEPS):
        options = ask(directory.divisions, within)
        if not options:
            return
        key = f"region-{depth}"
        chosen = chain[depth] if depth < len(chain) and chain[depth] in options else None
        st.session_state[key] = chosen
        st.selectbox(
            say(label),
            options,
            index=None,
            format_func=_short_name,
            key=key,
            placeholder=say("全部"),
            on_change=_write_region,
            args=(depth, within),
            width=160,
        )
        if chosen is None:
            return
        within = chosen


def _write_region(depth: int, within: str) -> None:
    chosen = st.session_state[f"region-{depth}"] or within
    address.put("region", *([chosen] if chosen else []))


def _chain(code: str) -> list[str]:
    """The divisions from the province down to one: 320000, 321300, 321322."""
    stem = stem_of(code)
    return [
        stem[:size].ljust(6, "0")
        for size in (2, 4, 6)
        if len(stem) >= size and stem[:size].ljust(6, "0") in places()
    ]


def _short_name(code: str) -> str:
    place = places().get(code)
    return told(place.name) if place else code
