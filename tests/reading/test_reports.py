"""Further real reports against their truth: no wrong value, and the share given never falls."""

import pytest

from govdash.errors import RefusedError
from govdash.reading import read
from tests.conftest import Shared
from tests.floors import TRUTH, compare, main, pinned

# (file, agency, year): read today.
READ = [
    ("宿迁市_2023.txt", "宿迁市", 2023),
    ("宿迁市_2024.txt", "宿迁市", 2024),
    ("上海市科委_2024.md", "上海市科委", 2024),
    ("沭阳县发展和改革局_2023.html", "沭阳县发展和改革局", 2023),
    ("淮安市_2024.pdf", "淮安市人民政府", 2024),
    ("淮安市洪泽区_2024.pdf", "淮安市洪泽区人民政府", 2024),
]
# (file, words of the reason): refused today; once read, every value has to be right.
REFUSED = [
    ("平潭综合实验区_2022.page", ".txt", "连成一片"),
    ("平潭综合实验区_2023.page", ".txt", "连成一片"),
    ("平潭综合实验区_2024.page", ".txt", "连成一片"),
]


@pytest.mark.parametrize(("file", "agency", "year"), READ)
def test_reports_read(shared: Shared, file: str, agency: str | None, year: int) -> None:
    truth = shared.json(f"{TRUTH}/{file.rsplit('.', 1)[0]}.json")
    report = read(shared.path(f"reports/{file}").read_bytes(), file).report
    assert compare(truth, file)[1] == []
    assert report.form.id == truth["form"]
    # None is right where the copy does not tell; another name or year never is.
    assert report.agency in (agency, *truth["agency_aliases"], truth["agency"])
    assert report.year == year == truth["year"]


@pytest.mark.parametrize(("name", "suffix", "reason"), REFUSED)
def test_refused_with_the_reason_or_right(
    shared: Shared, name: str, suffix: str, reason: str
) -> None:
    truth = shared.json(f"{TRUTH}/{name}.json")
    given, wrong, told = 0, [], ""
    try:
        given, wrong = compare(truth, name + suffix)
    except RefusedError as error:
        told = str(error)
    assert wrong == []
    assert reason in told or given > 0


def test_the_empty_form_is_refused(shared: Shared) -> None:
    name = "_官方空白模板_2021版.docx"
    with pytest.raises(RefusedError, match="没有任何数字"):
        read(shared.path(f"reports/{name}").read_bytes(), name)


@pytest.mark.parametrize("file", sorted(pinned()))
def test_floor(shared: Shared, file: str) -> None:
    name = file.rsplit(".", 1)[0]
    truth = shared.json(f"{TRUTH}/{name}.json")
    facts = sum(cell["value"] is not None for cell in truth["cells"].values())
    try:
        given, wrong = compare(truth, file)
    except RefusedError:
        given, wrong = 0, []
    share = 0.0 if wrong else round(given / facts, 4)
    floor = pinned()[file]
    assert share >= floor, f"{file}: {share} of the truth is read, {floor} was pinned"
    assert share == floor, f"{file} rose to {share}: run python -m tests.floors --raise"


def test_floors_name_every_document(shared: Shared) -> None:
    files = {shared.json(f"{TRUTH}/{f.name}")["file"] for f in shared.path(TRUTH).glob("*.json")}
    assert set(pinned()) == files


def test_floors_do_not_fall_silently(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    shared.path(TRUTH)
    monkeypatch.setattr("tests.floors.shares", lambda: dict.fromkeys(pinned(), 0.0))
    assert main([]) == 1
    assert main(["--raise"]) == 1
