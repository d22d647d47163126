"""What runs with govdash: none of the locked packages is under the GPL or the AGPL."""

import re
from importlib.metadata import PackageNotFoundError, metadata

import pytest

from govdash.settings import ROOT

_LOCK = ROOT / ".ci" / "requirements.txt"
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)
_COPYLEFT = re.compile(r"(?<![A-Za-z])A?GPL|Affero|GNU General Public", re.IGNORECASE)


def locked() -> list[str]:
    """The names of all locked packages."""
    return _PINNED.findall(_LOCK.read_text(encoding="utf-8"))


def licence_of(name: str) -> str | None:
    """What a package says of its licence; None where it is not installed (another system's)."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return None
    classifiers = [text for text in said.get_all("Classifier") or () if "License" in text]
    # The text of a licence may stand here whole: its first line names it.
    named = (said.get("License") or "").strip().split("\n")[0]
    return " · ".join(filter(None, [said.get("License-Expression"), named, *classifiers]))


@pytest.mark.parametrize("name", locked())
def test_nothing_under_the_gpl_runs(name: str) -> None:
    licence = licence_of(name)
    if licence is not None:
        assert not _COPYLEFT.search(licence), licence


def test_most_of_the_lock_is_looked_at() -> None:
    names = locked()
    assert len(names) > 40
    assert sum(licence_of(name) is not None for name in names) > 0.9 * len(names)


def test_the_pattern_knows_them() -> None:
    bad = ("GPL-3.0-only", "GNU Affero General Public License v3", "AGPLv3", "GNU General Public")
    good = ("MIT", "LGPL-2.1", "BSD-3-Clause", "MPL 2.0")
    assert [bool(_COPYLEFT.search(text)) for text in (*bad, *good)] == [True] * 4 + [False] * 4
