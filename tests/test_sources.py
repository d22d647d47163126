"""Files → documents: what sources.csv says stands first, and what is refused says why."""

from pathlib import Path

import pytest

from govdash.errors import UsageError, Why
from govdash.pipeline import Document, Refusal, Sources, open_file
from govdash.report import Claim, Region

SAMPLE = "桃花仑街道办事处_2021.txt"


def opened(folder: Path, samples: dict[str, bytes], line: str) -> Document | Refusal:
    (folder / "a.txt").write_bytes(samples[SAMPLE])
    header = "file,origin,note,url,agency,year,published,region\n"
    (folder / "sources.csv").write_text(f"{header}{line}\n", encoding="utf-8-sig")
    return open_file(folder / "a.txt", Sources())


def test_what_a_person_wrote_stands_first(tmp_path: Path, samples: dict[str, bytes]) -> None:
    line = "a.txt,file,,https://example.org,汇源街道办事处,2022,2023-02-01,410423004"
    document = opened(tmp_path, samples, line)
    assert isinstance(document, Document)
    report = document.report
    assert (report.agency, report.year) == ("汇源街道办事处", 2022)
    assert report.published == "2023-02-01"
    assert report.region == Region("410423004", "河南省平顶山市鲁山县汇源街道", "high")
    used = [(claim.field, claim.source) for claim in report.evidence if claim.used]
    assert used == [(field, "sources.csv") for field in ("agency", "year", "published")]
    assert Claim("year", "title", "2021", False) in report.evidence


def test_what_a_person_left_empty_is_read(tmp_path: Path, samples: dict[str, bytes]) -> None:
    document = opened(tmp_path, samples, "a.txt,sample,,,,2020,,")
    assert isinstance(document, Document)
    assert (document.report.agency, document.report.year) == ("桃花仑街道办事处", 2020)
    assert document.report.region == Region("430903002", "湖南省益阳市赫山区桃花仑街道", "high")
    assert (document.level, document.kind) == ("township", "subdistrict_office")


def test_old_columns_are_enough(tmp_path: Path, samples: dict[str, bytes]) -> None:
    (tmp_path / "a.txt").write_bytes(samples[SAMPLE])
    (tmp_path / "sources.csv").write_text("file,origin\na.txt,sample\n", encoding="utf-8")
    document = open_file(tmp_path / "a.txt", Sources())
    assert isinstance(document, Document)
    assert (document.provenance.origin, document.report.year) == ("sample", 2021)


@pytest.mark.parametrize("wrong", [",二十,,", ",,2023-13-01,", ",,,999999"])
def test_a_wrong_line_is_told(tmp_path: Path, samples: dict[str, bytes], wrong: str) -> None:
    with pytest.raises(UsageError, match=r"sources\.csv：a\.txt"):
        opened(tmp_path, samples, f"a.txt,file,,,{wrong}")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        (
            "notice.txt",
            "关于做好2023年政府信息公开年报编制工作的通知\n请各单位按时报送。",
            Why.NOTICE,
        ),
        ("other.txt", "今天天气晴朗。", Why.NOT_A_REPORT),
    ],
)
def test_a_refusal_has_a_code(tmp_path: Path, name: str, data: str, code: Why) -> None:
    (tmp_path / name).write_text(data, encoding="utf-8")
    refusal = open_file(tmp_path / name, Sources())
    assert isinstance(refusal, Refusal)
    assert refusal.code == code.value
