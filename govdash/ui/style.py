"""The look of what we draw ourselves; colours and fonts of the rest are in .streamlit/config.toml."""

ACCENT = "#0b5cad"
"""The one colour that is not grey."""

STYLE = """
<style>
.gd-line { margin: 0 0 .4rem; line-height: 1.6; }
.gd-line a { color: inherit; text-underline-offset: 3px; }
.gd-line small { display: block; font-size: .88rem; opacity: .8; }
.gd-view { overflow-x: auto; font-size: .9rem; }
.gd-view table { border-collapse: collapse; min-width: 100%; }
.gd-view th, .gd-view td { padding: .4rem .7rem .4rem 0; border-bottom: 1px solid #8883;
  text-align: left; vertical-align: top; }
.gd-view th { font-weight: 600; min-width: 5.2em; max-width: 11em; vertical-align: bottom;
  border-bottom: 2px solid #8888; }
.gd-view td { white-space: nowrap; }
.gd-view td.n, .gd-view th.n { text-align: right; font-variant-numeric: tabular-nums; }
.gd-view td.l { white-space: normal; min-width: 10em; }
.gd-view a { color: inherit; text-decoration: underline; text-decoration-color: #8888;
  text-underline-offset: 3px; }
.gd-view th a.gd-word { text-decoration-style: dotted; cursor: help; }
.gd-view a:hover { text-decoration-color: currentColor; }
/* Words of charts as dark as read text; over a stream or a grid the faded ones are too pale. */
.js-plotly-plot :is(.xtick, .ytick, .annotation, .g-xtitle, .g-ytitle, .textpoint) text,
.js-plotly-plot :is(.node-label, .bartext-outside, .xtitle, .ytitle, .xtick > text, .ytick > text) {
  fill: light-dark(#3f454d, #c6cad0) !important; }
/* The chosen one of a few is told by its frame and ground; in the accent alone it is too pale. */
button[role="radio"][aria-checked="true"] * { color: light-dark(#1b1b1b, #e8e8e4) !important; }
@media (max-width: 640px) {
  .gd-view tr { display: block; padding: .5rem 0; border-bottom: 1px solid #8886; }
  .gd-view tr:first-child { display: none; }
  .gd-view td, .gd-view td.n, .gd-view td.l { display: flex; gap: .8rem; border: 0; min-width: 0;
    padding: .15rem 0; text-align: left; white-space: normal; }
  .gd-view td:has(span:empty) { display: none; }
  .gd-view td::before { content: attr(data-head); flex: 0 0 7em; opacity: .75; }
}
</style>
"""
