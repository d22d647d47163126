"""The two things that only the reader's browser can do: go to a place, and print."""

import streamlit as st

# A place in the address (#L63) is sought by the browser before the page is drawn: say it again.
_SEEK = """
export default function () {
  let tries = 0;
  const seek = () => {
    const place = decodeURIComponent(window.location.hash.slice(1));
    const found = place && document.getElementById(place);
    if (found) {
      window.location.replace("#" + encodeURIComponent(place));
      found.scrollIntoView({ block: "center" });
    } else if (place && ++tries < 20) {
      window.setTimeout(seek, 250);
    }
  };
  seek();
}
"""
_PRINT = """
export default function ({ parentElement }) {
  parentElement.querySelector("button").onclick = () => window.print();
}
"""

_seek = st.components.v2.component("govdash_seek", js=_SEEK)
_print = st.components.v2.component(
    "govdash_print",
    html='<button type="button">打印或存成 PDF</button>',
    css="""
button { font: inherit; font-size: .875rem; color: inherit; background: transparent; cursor: pointer;
  padding: .45rem .8rem; border: 1px solid #8886; border-radius: 6px; }
button:focus-visible { outline: 2px solid #0b5cad; outline-offset: 2px; }
""",
    js=_PRINT,
)


def seek_place() -> None:
    """Bring the place that the address names (#L63) into view, once it is drawn."""
    _seek()


def print_button() -> None:
    """A button that prints the page as it stands."""
    _print()
