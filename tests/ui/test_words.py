"""Words that several pages share."""

import pytest

from govdash.ui.words import distinct


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["本年新收·自然人", "本年新收·其他"], ["自然人", "其他"]),
        (["Received: individuals", "Received: others"], ["individuals", "others"]),
        (["State secret: total", "Forbidden: total"], ["State secret", "Forbidden"]),
        (["予以公开", "部分公开"], ["予以公开", "部分公开"]),
        (["Review: upheld", "Granted"], ["Review: upheld", "Granted"]),
        (["State secret: total"], ["State secret: total"]),
    ],
)
def test_names_are_told_by_what_tells_them_apart(names: list[str], told: list[str]) -> None:
    assert distinct(names) == told
