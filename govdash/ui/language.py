"""The reader's language: 简体 as written, 繁體 by OpenCC without its other words, English by catalogue.

Every sentence of the interface passes through `say` as a template, every word of the data
through `told`. Texts that are kept in constants are marked by `phrase`, so that the catalogue
knows them; `tests/ui/test_language.py` holds the catalogue complete.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from gettext import c2py
from importlib import resources

import streamlit as st
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from opencc import OpenCC
from streamlit.runtime.scriptrunner import get_script_run_ctx

from govdash.ui.run import once

HANS, HANT, ENGLISH = "zh-Hans", "zh-Hant", "en"
LANGUAGES = {HANS: "简体", HANT: "繁體", ENGLISH: "English"}
"""As the address names them, and as their readers do."""

PARAMETER = "lang"

_COUNTED = ("count", "reports")
"""Places in a sentence whose number chooses its plural form, the first that there is."""

_OF_DOCUMENT = {HANS: "zh-CN", HANT: "zh-Hant", ENGLISH: "en"}
# What reads the page aloud goes by the language of the document, also when it is changed in place.
_speak = st.components.v2.component(
    "govdash_language",
    js="export default ({ data }) => { if (data) document.documentElement.lang = data; }",
)


def current() -> str:
    """The language of the reader whose page is being drawn; 简体 where nobody reads."""
    return once("language", _chosen)


def _chosen() -> str:
    if get_script_run_ctx(suppress_warning=True) is None:
        return HANS
    chosen: str = st.session_state.get(PARAMETER, HANS)
    return chosen


def follow_address() -> None:
    """Take the language that the address asks for; one without it keeps the reader's."""
    asked = st.query_params.get(PARAMETER)
    if asked in LANGUAGES:
        st.session_state[PARAMETER] = asked
    chosen = current()
    if chosen == HANS:
        st.query_params.pop(PARAMETER, None)
    else:
        st.query_params[PARAMETER] = chosen


def here() -> dict[str, str]:
    """What a link to another page of ours carries, so that it opens in the same language."""
    return {} if current() == HANS else {PARAMETER: current()}


def choose() -> None:
    """The switch between the languages, each in its own words."""
    st.session_state["language"] = current()
    st.segmented_control(
        "语言 · 語言 · Language",
        list(LANGUAGES),
        format_func=LANGUAGES.__getitem__,
        key="language",
        required=True,
        on_change=_turn,
    )

    _speak(data=_OF_DOCUMENT[current()], key="language-of-document")


def _turn() -> None:
    st.session_state[PARAMETER] = st.session_state["language"]
    st.query_params[PARAMETER] = st.session_state["language"]


def phrase(text: str) -> str:
    """A text that is said later, wherever it is shown: marked for the catalogue."""
    return text


def say(text: str, /, **values: object) -> str:
    """A sentence of the interface in the reader's language, its {places} filled with values."""
    language = current()
    if language == ENGLISH:
        text = _in_english(text, values)
    filled = text.format(**values) if values else text
    return traditional(filled) if language == HANT else filled


def told(text: str) -> str:
    """A word of the data, such as an agency's name: its script is the reader's, never its words."""
    return traditional(text) if current() == HANT else text


def label(chinese: str, in_english: str) -> str:
    """An official label that is declared in both languages."""
    return in_english if current() == ENGLISH else told(chinese)


def _in_english(text: str, values: Mapping[str, object]) -> str:
    forms = english().get(text, (text,))
    if len(forms) == 1:
        return forms[0]
    counted = next((str(values[name]) for name in _COUNTED if name in values), "").replace(",", "")
    return forms[_plural()(int(counted)) if counted.isdecimal() else -1]


@cache
def english() -> dict[str, tuple[str, ...]]:
    """The catalogue: each sentence and its English, in as many forms as the catalogue gives it."""
    return {
        text: forms
        for entry in _catalogue()
        if (text := id_of(entry)) and all(forms := _forms(entry.string))
    }


def id_of(entry: Message) -> str:
    """The Chinese of an entry; one with plural forms has it twice."""
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def _forms(string: str | Sequence[str] | None) -> tuple[str, ...]:
    return (string,) if isinstance(string, str) else tuple(string or ("",))


@cache
def _catalogue() -> Catalog:
    with (resources.files("govdash.ui") / "locale" / "en.po").open("rb") as file:
        return read_po(file, locale="en")


@cache
def _plural() -> Callable[[int], int]:
    """Which form a number takes, as the catalogue says."""
    chosen: Callable[[int], int] = c2py(_catalogue().plural_expr)
    return chosen


@cache
def _converter(way: str) -> OpenCC:
    return OpenCC(way)


def simplified(text: str) -> str:
    """What a reader typed in any script, as the store has it."""
    converted: str = _converter("t2s").convert(text)
    return converted


@lru_cache(maxsize=8192)
def traditional(text: str) -> str:
    """The text in traditional script, word by word as OpenCC knows them."""
    converted: str = _converter("s2tw").convert(text)
    return converted
