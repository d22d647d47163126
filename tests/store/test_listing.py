"""Reports one by one: a page that is cut first is a page of the whole list."""

from random import Random

import pytest

from govdash.measures import MEASURES
from govdash.store import listing
from tests.store.test_rollup import RECEIVED, filters, made_up

RANKED = (RECEIVED, MEASURES["disclosure_rate"], None)


@pytest.mark.parametrize("alike", [0, 5, 1_000])
def test_pages_are_cut_from_the_list(alike: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most values are the same here, so that a page ends among its equals."""
    monkeypatch.setattr(listing, "FEW", 1)
    monkeypatch.setattr(listing, "_ALIKE", alike)
    draw = Random(alike)
    cut = 0
    with made_up(draw, 300) as connection:
        for _ in range(10):
            chosen = filters(draw)
            for ranked in RANKED:
                with monkeypatch.context() as patched:
                    patched.setattr(listing, "_SOUGHT", 0)
                    whole = listing.by_report(connection, chosen, [RECEIVED], ranked).rows
                for offset in (0, 10, 100):
                    part = listing.by_report(connection, chosen, [RECEIVED], ranked, offset, 10)
                    assert part.rows == whole[offset : offset + 10]
                    assert part.total == len(whole)
                    cut += len(part.rows) == 10
    assert cut > 20
