"""What only the reader's browser can do: light what the address names, and print.

One script for both, the same bytes on every page, so that a Content-Security-Policy can allow it
by its hash (`POLICY`). It listens on the document and knows nothing of a report: which places are
lit together is written in the page (`govdash.ui.lights`).
"""

import base64
import hashlib

import streamlit as st

from govdash.ui.language import say

SCRIPT = """
(() => {
  if (window.govdashLights) return;
  window.govdashLights = true;
  const find = (id) => document.getElementById(id);
  const named = () => {
    try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
  };
  let wanted = named();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const isLine = (node) => node.closest(".gd-pane") !== null;
  const partsOf = (id) =>
    [id, ...(find(id)?.dataset.lights ?? "").split(" ")].map(find).filter(Boolean);

  const tell = (parts) => {
    const said = document.querySelector(".gd-lit-now");
    if (!said) return;
    const text = parts.map((node) => node.dataset.name).join(said.dataset.join);
    said.textContent = text ? said.dataset.before + text : said.dataset.empty;
  };
  const light = (id) => {
    for (const node of document.querySelectorAll(".lit")) {
      node.classList.remove("lit");
      node.removeAttribute("aria-current");
    }
    const parts = id && find(id)?.dataset.lights !== undefined ? partsOf(id) : [];
    for (const node of parts) {
      node.classList.add("lit");
      node.setAttribute("aria-current", "true");
    }
    tell(parts.filter((node) => node.tagName !== "LI"));
    return parts;
  };
  // A line comes into the middle of its own pane; the page moves only where the pane is out of sight.
  const seek = (line, behavior = calm) => {
    const pane = line.closest(".gd-pane");
    const from = pane.getBoundingClientRect();
    const top = pane.scrollTop + line.getBoundingClientRect().top - from.top;
    pane.scrollTo({ top: top - (pane.clientHeight - line.offsetHeight) / 2, behavior });
    if (from.bottom < 80 || from.top > innerHeight - 80) {
      line.scrollIntoView({ block: "center", behavior });
    }
  };
  const follow = (parts, go) => {
    const line = parts.find(isLine);
    if (line) seek(line);
    const goal = go && find(go);
    if (goal && !isLine(goal)) goal.scrollIntoView({ block: "center", behavior: calm });
    if (goal && goal !== line && isLine(goal)) seek(goal);
    goal?.querySelector("a")?.focus({ preventScroll: true });
  };
  // A link that was opened: both sides come into view, and stay there while the page is still
  // drawn around them, until the reader moves.
  let settled = false;
  const arrive = () => {
    const parts = light(wanted);
    if (!parts.length || settled) return;
    parts.find((node) => !isLine(node))?.scrollIntoView({ block: "center" });
    const line = parts.find(isLine);
    if (line) seek(line, "auto");
  };
  const settle = () => { settled = true; };
  for (const kind of ["wheel", "pointerdown", "keydown", "touchstart"]) {
    addEventListener(kind, settle, { passive: true, capture: true });
  }
  const read = () => {
    if (!document.querySelector("[data-lights]")) return;
    wanted = named();
    settled = false;
    arrive();
    settled = true;
  };

  document.addEventListener("click", (event) => {
    if (event.target.closest(".gd-print")) return window.print();
    const link = event.target.closest("a[data-light]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    const id = decodeURIComponent(link.hash.slice(1));
    if (!find(id)) return;
    event.preventDefault();
    if (id !== named()) history.pushState(history.state, "", "#" + encodeURIComponent(id));
    wanted = id;
    follow(light(id), link.dataset.go);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !document.querySelector(".lit")) return;
    history.pushState(history.state, "", location.pathname + location.search);
    wanted = "";
    light("");
  });
  addEventListener("popstate", read);
  addEventListener("hashchange", read);
  // The page is drawn piece by piece, and anew when the reader changes its language.
  const watch = new MutationObserver(() => {
    const parts = wanted && find(wanted)?.dataset.lights !== undefined ? partsOf(wanted) : [];
    if (!parts.length || (settled && parts.every((node) => node.classList.contains("lit")))) return;
    if (named() !== wanted) {
      history.replaceState(history.state, "", "#" + encodeURIComponent(wanted));
    }
    arrive();
    watch.takeRecords();
  });
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(settle, 6000);
  arrive();
})();
"""

POLICY = "'sha256-" + base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode() + "'"
"""The script as a source of `script-src`."""

_BUTTON = '<button type="button" class="gd-print">{text}</button>'


def follow_lights() -> None:
    """Light what the address names, once it is drawn, and whatever the reader clicks."""
    st.html(f"<script>{SCRIPT}</script>", unsafe_allow_javascript=True)


def print_button() -> None:
    """A button that prints the page as it stands."""
    st.html(_BUTTON.format(text=say("打印或存成 PDF")), width="content")
