"""Identities of reports whose truth was read by hand."""

import html
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

from govdash.places import agency_id, identify

SHARED = Path(__file__).resolve().parents[3] / "shared"


def _load(name: str) -> Any:
    path = SHARED / name
    if not path.exists():
        if os.environ.get("GOVDASH_REQUIRE_ALL") == "1":
            pytest.fail(f"missing: {name}")
        pytest.skip(f"no {name} here")
    return json.loads(path.read_text(encoding="utf-8"))


def _simplified(text: str) -> str:
    opencc = pytest.importorskip("opencc")
    return str(opencc.OpenCC("t2s").convert(re.sub(r"\([a-zà-öø-ÿāēěīōūǎǐǒǔǖǘǚǜ]+\)", "", text)))


def _text(report: dict[str, Any]) -> str:
    path = SHARED / "reports" / report["file"]
    if path.suffix == ".pdf":  # the name alone has to do
        return ""
    return html.unescape(re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8", errors="replace")))


LEVELS = {
    "上海市科委": ("province", "department"),
    "宿迁市": ("prefecture", "government"),
    "平潭综合实验区": ("unknown", "dev_zone"),
    "沭阳县发展和改革局": ("county", "department"),
    "淮安市": ("prefecture", "government"),
    "淮安市洪泽区": ("county", "government"),
}


@pytest.mark.parametrize("number", range(5))
def test_seed(number: int) -> None:
    report = _load("domain/seeds_truth.json")["reports"][number]
    text = _simplified((SHARED / "seeds" / report["file"]).read_text(encoding="utf-8"))
    found = identify(report["agency"]["name"], text)
    region = report["region"]
    assert (found.region.code, found.region.confidence) == (region["code"], region["confidence"])
    assert found.region.name == "".join(
        region[part] or "" for part in ("province", "city", "county", "town")
    )
    assert found.region.candidates == ()
    assert (found.level, found.kind) == (report["agency"]["level"], report["agency"]["kind"])
    assert found.scope == report["scope"]
    canonical = agency_id(report["agency"]["canonical"], found.region)
    assert agency_id(report["agency"]["name"], found.region) == canonical


@pytest.mark.parametrize(
    "name",
    [
        "上海市科委_2024",
        "宿迁市_2023",
        "宿迁市_2024",
        "平潭综合实验区_2022.page",
        "平潭综合实验区_2023.page",
        "平潭综合实验区_2024.page",
        "沭阳县发展和改革局_2023",
        "淮安市_2024",
        "淮安市洪泽区_2024",
    ],
)
def test_report(name: str) -> None:
    report = _load(f"reports/truth/{name}.json")
    found = identify(report["agency"], _text(report))
    assert found.region.code == report["region"]
    assert found.scope == report["scope"]
    assert (found.level, found.kind) == LEVELS[name.split("_")[0]]
    ids = {
        agency_id(alias, found.region) for alias in (report["agency"], *report["agency_aliases"])
    }
    assert len(ids) == 1
