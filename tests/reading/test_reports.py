"""Further real reports against their truth: no wrong value, and the share given never falls."""

from pathlib import Path

import pytest

from govdash.errors import RefusedError
from govdash.reading import read
from tests.conftest import Shared
from tests.floors import TRUTH, compare, documents, hold, main, pinned, safe_values

# (file, agency, year): read today.
READ = [
    ("宿迁市_2023.txt", "宿迁市", 2023),
    ("宿迁市_2024.txt", "宿迁市", 2024),
    ("上海市科委_2024.md", "上海市科委", 2024),
    ("沭阳县发展和改革局_2023.html", "沭阳县发展和改革局", 2023),
    ("淮安市_2024.pdf", "淮安市人民政府", 2024),
    ("淮安市洪泽区_2024.pdf", "淮安市洪泽区人民政府", 2024),
    ("平潭综合实验区_2022.page.txt", "平潭综合实验区", 2022),
    ("平潭综合实验区_2023.page.txt", "平潭综合实验区", 2023),
    ("平潭综合实验区_2024.page.txt", "平潭综合实验区", 2024),
]


@pytest.mark.parametrize(("file", "agency", "year"), READ)
def test_reports_read(shared: Shared, file: str, agency: str | None, year: int) -> None:
    truth = shared.json(f"{TRUTH}/{file.rsplit('.', 1)[0]}.json")
    report = read(shared.path(f"reports/{file}").read_bytes(), file).report
    assert compare(truth)[1] == []
    assert report.form.id == truth["form"]
    # None is right where the copy does not tell; another name or year never is.
    assert report.agency in (agency, *truth["agency_aliases"], truth["agency"])
    assert report.year == year == truth["year"]


def test_the_empty_form_is_refused(shared: Shared) -> None:
    name = "_官方空白模板_2021版.docx"
    with pytest.raises(RefusedError, match="没有任何数字"):
        read(shared.path(f"reports/{name}").read_bytes(), name)


@pytest.mark.parametrize("file", sorted(pinned("documents")))
def test_the_share_read_never_falls(shared: Shared, file: str) -> None:
    truth = shared.json(f"{TRUTH}/{file.rsplit('.', 1)[0]}.json")
    given, wrong = compare(truth)
    assert wrong == []
    hold("documents", file, given / safe_values(truth))


def test_floors_name_every_document(shared: Shared) -> None:
    shared.path(TRUTH)
    assert set(pinned("documents")) == {truth["file"] for truth in documents()}


def test_a_floor_rises_by_itself_and_falls_by_a_reason_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "floors.json"
    file.write_text('{"documents": {"a": 0.5}}', encoding="utf-8")
    monkeypatch.setattr("tests.floors.FLOORS", file)
    with pytest.raises(AssertionError, match=r"pinned was 0\.5"):
        hold("documents", "a", 0.4)
    hold("documents", "a", 2 / 3)
    assert pinned("documents") == {"a": 0.6666}
    with pytest.raises(SystemExit):
        main(["--lower", "documents", "a", "0.4", " "])
    main(["--lower", "documents", "a", "0.4", "the truth was read wrongly"])
    assert pinned("documents") == {"a": 0.4}
    assert "read wrongly" in file.read_text(encoding="utf-8")
