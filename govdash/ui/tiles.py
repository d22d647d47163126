"""The provinces as a grid of equal tiles: no boundary is drawn, and every one is as easy to see.

Where a tile stands is our own arrangement, near to where the province lies.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from govdash.places.table import places
from govdash.places.table import stem as short_name
from govdash.ui.language import say, told
from govdash.ui.view import Link

_PLACES = """
.  .  .  .  .  .  .  23
.  .  .  .  .  15 .  22
65 .  62 64 .  11 12 21
.  63 .  61 14 13 37 .
54 .  51 50 41 34 32 31
.  .  .  52 42 36 33 .
.  .  53 45 43 .  35 71
.  .  .  46 44 82 81 .
"""
CLASSES = 5
"""Shades: as many as can be told apart beside each other."""

STYLE = """
<style>
.gd-tiles { display: grid; grid-template-columns: repeat(8, minmax(0, 1fr)); gap: 4px;
  max-width: 46rem; margin: .5rem 0 1rem; padding: 0; list-style: none; }
.gd-tiles li { margin: 0; padding: 0; aspect-ratio: 1; }
.gd-tiles a, .gd-tiles span.none { display: flex; flex-direction: column; justify-content: center;
  align-items: center; height: 100%; text-decoration: none; border-radius: 3px; text-align: center;
  font-size: clamp(.6rem, 1.6vw, .85rem); line-height: 1.35; overflow: hidden; }
.gd-tiles b { font-weight: 600; font-variant-numeric: tabular-nums; }
.gd-tiles a:hover, .gd-tiles a:focus-visible { outline: 3px solid currentColor; outline-offset: -3px; }
/* The larger, the farther from the page behind: darker on a light one, brighter on a dark one. */
.gd-k0, .gd-k0:visited { background: light-dark(#e3eefa, #1f3247);
  color: light-dark(#10233a, #e8e8e4) !important; }
.gd-k1, .gd-k1:visited { background: light-dark(#b5d4f1, #24507f);
  color: light-dark(#10233a, #fff) !important; }
.gd-k2, .gd-k2:visited { background: light-dark(#7fb2e3, #2f74b5);
  color: light-dark(#0b1a2c, #fff) !important; }
.gd-k3, .gd-k3:visited { background: light-dark(#0f63b4, #6aaceb);
  color: light-dark(#fff, #0b1a2c) !important; }
.gd-k4, .gd-k4:visited { background: light-dark(#08386b, #c3e0fb);
  color: light-dark(#fff, #0b1a2c) !important; }
.gd-none { background: repeating-linear-gradient(45deg, #8882 0 4px, transparent 4px 8px);
  border: 1px dashed #888a; }
.gd-legend { display: flex; flex-wrap: wrap; gap: .4rem 1rem; font-size: .85rem; margin: 0; padding: 0;
  list-style: none; }
.gd-legend li { display: flex; align-items: center; gap: .4rem; margin: 0; }
.gd-legend i { display: inline-block; width: 1.3rem; height: 1.3rem; border-radius: 3px; }
</style>
"""


@dataclass(frozen=True, slots=True)
class Tile:
    """What is written in a tile: the number as shown, what it stands on, and its size to compare."""

    size: float | None
    text: str
    grounds: str
    link: Link


def grid() -> Mapping[str, tuple[int, int]]:
    """Where the tile of each province stands, by its code: row and column, from 1."""
    return {
        f"{stem}0000": (row, column)
        for row, line in enumerate(_PLACES.strip().splitlines(), start=1)
        for column, stem in enumerate(line.split(), start=1)
        if stem != "."
    }


def bounds(sizes: Sequence[float]) -> list[float]:
    """Where each class but the first begins: about as many provinces in each, none without one."""
    ordered = sorted(sizes)
    cuts = {ordered[len(ordered) * part // CLASSES] for part in range(1, CLASSES)}
    return sorted(cut for cut in cuts if cut > ordered[0])


def draw(tiles: Mapping[str, Tile]) -> str:
    """The grid as HTML: each province with a number is a link into it, the others say 无数据."""
    cuts = bounds([tile.size for tile in tiles.values() if tile.size is not None] or [0.0])
    drawn = []
    for code, (row, column) in grid().items():
        name = escape(told(short_name(places()[code].name)))
        tile = tiles.get(code)
        place = f'style="grid-row:{row};grid-column:{column}"'
        if tile is None:
            inner = (
                f'<span class="none gd-none">{name}<small>{escape(say("无数据"))}</small></span>'
            )
        else:
            shade = "gd-none" if tile.size is None else f"gd-k{_class(tile.size, cuts)}"
            hint = escape(f"{told(places()[code].name)}：{tile.text}　{tile.grounds}")
            inner = (
                f'<a class="{shade}" href="{escape(tile.link.address)}" target="_self" '
                f'title="{hint}" aria-label="{hint}">{name}<b>{escape(tile.text)}</b></a>'
            )
        drawn.append(f"<li {place}>{inner}</li>")
    return f'<ol class="gd-tiles">{"".join(drawn)}</ol>'


def _class(size: float, cuts: Sequence[float]) -> int:
    return sum(size >= cut for cut in cuts)


def legend(sizes: Sequence[float], unit: str) -> str:
    """What the shades mean, and what is drawn where there is no number."""
    cuts = bounds(sizes)
    items = []
    for shade in range(len(cuts) + 1):
        of_class = [size for size in sizes if _class(size, cuts) == shade]
        span = "—".join(dict.fromkeys(_written(end) for end in (min(of_class), max(of_class))))
        items.append(f'<li><i class="gd-k{shade}"></i>{span} {escape(unit)}</li>')
    items.append(f'<li><i class="gd-none"></i>{escape(say("无数据，或件数太少、算不出"))}</li>')
    return f'<ul class="gd-legend">{"".join(items)}</ul>'


def _written(number: float) -> str:
    return f"{number:,.10g}"
