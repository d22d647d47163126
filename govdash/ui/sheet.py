"""The look of a single report, on the screen and on paper."""

STYLE = """
<style>
.gd { font-size: .8rem; overflow-x: auto; }
.gd table { border-collapse: collapse; width: 100%; margin: .1rem 0 1.2rem; }
.gd caption { text-align: left; font-size: .8rem; padding: 0 0 .3rem; opacity: .85; }
.gd th, .gd td { border: 1px solid #8887; padding: .28rem .3rem; text-align: center; }
.gd td { font-variant-numeric: tabular-nums; }
.gd th { font-weight: 500; background: #8881; }
.gd td.remark { background: #8881; font-weight: 400; font-size: .76rem; min-width: 9rem; }
.gd th.row { text-align: left; min-width: 5.4rem; }
.gd th[scope=col] { min-width: 2.4em; }
.gd td a { color: inherit; text-decoration: underline; text-decoration-color: #8888;
  text-underline-offset: 3px; padding: .1rem .2rem; }
.gd a:hover { text-decoration-color: currentColor; }
.gd .none { color: light-dark(#5a5f66, #a9aeb5); font-size: .76rem; white-space: nowrap; }
.gd .derived { display: block; font-size: .74rem; opacity: .85; }
.gd .marked { box-shadow: inset 0 0 0 2px light-dark(#b03a2e, #ef8a7c); }
.gd .marked.mild { box-shadow: none; outline: 2px dashed light-dark(#8a5200, #e0a24a);
  outline-offset: -2px; }
.gd .mark { display: block; font-size: .72rem; color: light-dark(#a03328, #ef9486);
  font-weight: 600; white-space: nowrap; }
.gd .mild .mark { color: light-dark(#7d4b00, #e6b066); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
  white-space: nowrap; }

.gd-pane { font-size: .84rem; line-height: 1.65; overflow: auto; overflow-wrap: anywhere;
  max-height: calc(100vh - 11rem); border: 1px solid #8885; border-radius: 4px; padding: .4rem 0;
  position: relative; }
.gd-pane:focus-visible { outline: 2px solid #0b5cad; outline-offset: 2px; }
.gd-pane div { display: flex; gap: .7rem; padding: 0 .8rem 0 0; border-left: 4px solid transparent; }
.gd-pane .at { flex: 0 0 3rem; text-align: right; color: light-dark(#61666d, #a2a8af);
  font-variant-numeric: tabular-nums; user-select: none; font-size: .76rem; }
.gd-pane .at a { color: inherit; text-decoration: none; display: block; min-height: 24px; }
.gd-pane .at a:hover { text-decoration: underline; }
.gd-pane div.has { border-left-color: light-dark(#b03a2e, #ef8a7c); background: #b03a2e14; }
.gd-lit-now { font-size: .8rem; margin: 0 0 .4rem; min-height: 1.3em; opacity: .85;
  white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }

.gd td.lit, .gd-pane div.lit, .gd li.lit { background: #ffd54a; color: #1b1b1b; }
.gd td.lit.lit { outline: 3px solid #0b5cad; outline-offset: -3px; box-shadow: none; }
.gd-pane div.lit { border-left-color: #0b5cad; }
.gd-pane div.lit .at, .gd td.lit .mark, .gd td.lit .none, .gd li.lit .place { color: #3d2a00;
  opacity: 1; }
.gd-pane div.lit .at a::before { content: "▶ "; }
.gd li.lit::marker { color: light-dark(#1b1b1b, #e8e8e4); }
.gd li.lit { box-shadow: 0 0 0 .35rem #ffd54a; background: #ffe58a; }

.gd-found { font-size: .94rem; line-height: 1.6; overflow-x: visible; }
.gd-found a { color: inherit; }
.gd-found h3 { font-size: 1rem; margin: .9rem 0 .2rem; padding: 0; }
.gd-found p, .gd-found .place { opacity: .85; margin: 0; }
.gd-found ol { margin: .3rem 0 .6rem; padding-left: 1.6rem; }
.gd-found li { margin: .6rem 0; padding-left: .2rem; }
.gd-found blockquote { margin: .2rem 0; padding-left: .7rem; border-left: 3px solid #8886; }

.gd-facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem;
  font-size: .92rem; margin: 0 0 .4rem; }
.stHtml dl.gd-facts { padding: 0; }
.gd-facts dt { color: light-dark(#61666d, #a2a8af); }
.gd-facts dd { margin: 0; overflow-wrap: anywhere; }
.gd-years { display: flex; flex-wrap: wrap; gap: .2rem .9rem; align-items: baseline;
  font-size: .95rem; font-variant-numeric: tabular-nums; }
.gd-years a { color: light-dark(#0b5cad, #8cc2f8); text-decoration: none; padding: .15rem 0; }
.gd-years a:hover { text-decoration: underline; }
.gd-years [aria-current] { font-weight: 700; border-bottom: 2px solid light-dark(#0b5cad, #8cc2f8); }
.gd-lead { font-size: 1.06rem; line-height: 1.75; max-width: 46em; margin: .2rem 0; }
.gd-lead strong { font-weight: 600; }
.gd-list { font-size: .94rem; line-height: 1.7; padding-left: 1.2rem; margin: 0; }
.gd-story { font-size: 1rem; max-width: 46em; }
.gd-list a, .gd-facts a, .gd-end a { color: light-dark(#0b5cad, #8cc2f8); }
.gd-list li { margin: .25rem 0; }
.gd-end { border-top: 1px solid #8886; padding-top: .6rem; font-size: .84rem; line-height: 1.7;
  overflow-wrap: anywhere; }
.gd-print { font: inherit; font-size: .875rem; color: inherit; background: transparent;
  cursor: pointer; padding: .45rem .8rem; border: 1px solid #8886; border-radius: 4px; }
.gd-print:focus-visible { outline: 2px solid #0b5cad; outline-offset: 2px; }

@media (min-width: 641px) {
  [data-testid=stColumn]:has(.gd-pane) { align-self: stretch; }
  [data-testid=stColumn]:has(.gd-pane) > div { position: sticky; top: 4rem;
    height: fit-content; flex-grow: 0; }
}
@media (max-width: 640px) {
  .gd-pane { max-height: 75vh; }
  .gd-facts { gap: .1rem .7rem; font-size: .88rem; }
}

@page { size: A4 portrait; margin: 14mm 12mm 16mm; }
@media print {
  html, body, #root { background: #fff !important; height: auto !important; }
  .stApp, .stApp * { color-scheme: light; outline: 0; }
  .stApp, [data-testid=stAppViewContainer], [data-testid=stMain] { position: static !important;
    background: #fff !important; color: #000 !important; }
  [data-testid=stMain], [data-testid=stAppViewContainer], .stApp, .gd-pane, .gd {
    height: auto !important; max-height: none !important; overflow: visible !important; }
  [data-testid=stMainBlockContainer] { padding: 0 !important; max-width: none !important; }
  [data-testid=stHorizontalBlock] { display: block !important; }
  [data-testid=stColumn] { width: 100% !important; }
  [data-testid=stColumn]:has(.gd-pane) { break-before: page; }
  [data-testid=stColumn]:has(.gd-pane) > div { position: static; }
  [data-testid=stSidebar], [data-testid=stHeader], [data-testid=stToolbar], [data-testid=stExpander],
  [data-testid=stDownloadButton], [data-testid=stTextInput], [data-testid=stStatusWidget],
  [data-testid=stDecoration], [data-testid=stSkipLink], [data-testid=stLinkButton], .gd-lit-now,
  .gd-print, .gd-years [rel], [class*="st-key-no-print"] { display: none !important; }
  .gd { font-size: 8.5pt; }
  .gd td.remark, .gd th.row, .gd th[scope=col] { min-width: 0; }
  .gd th, .gd td { padding: 1.2pt 2pt; }
  .gd tr, .gd li, .gd-pane div { break-inside: avoid; }
  .gd thead { display: table-header-group; }
  .gd table { break-inside: avoid; }
  .gd caption { break-after: avoid; }
  h2, h3, h4, [data-testid=stHeading] { break-after: avoid; }
  .gd a, .gd-pane a, .gd-years a { text-decoration: none; color: inherit; }
  .gd .lit, .gd-pane .lit { background: none !important; outline: none !important; }
  .gd-pane { border: 0; font-size: 8.5pt; line-height: 1.5; }
}
</style>
"""
