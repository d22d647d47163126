"""Who published, for which year, and when."""

import time

import pytest

from govdash.reading.heading import Heading, read_heading
from govdash.reading.parts import Parts, split
from govdash.report import Claim, Period
from tests.reading.helpers import cleaned


def parts(document: str) -> Parts:
    return split(cleaned(document.encode()).lines)


@pytest.mark.parametrize(
    ("lines", "agency", "year"),
    [
        ("某县教育局2023年政府信息公开工作年度报告", "某县教育局", 2023),
        ("2023年某县教育局政府信息公开工作年度报告", "某县教育局", 2023),
        ("某县教育局2023年度政府信息公开工作报告", "某县教育局", 2023),
        ("某县教育局政府信息公开工作2023年度报告", "某县教育局", 2023),
        ("名称：某县教育局２０２３年政府信息公开年度报告", "某县教育局", 2023),
        ("某县教育局关于2023年度政府信息公开情况的报告", "某县教育局", 2023),
        ("发文日期：2024-01-23\n某县教育局2023年政府信息公开年报", "某县教育局", 2023),
        ("某县教育局2023年政府信息公开年度报告-某县政府网", "某县教育局", 2023),
        ("某县教育局\n2023 年政府信息公开工作年度报告", "某县教育局", 2023),
        # A folder of a site may be the year of the report or of its publication.
        ("首页>政府信息公开年报>2021>某镇年度报告", None, None),
        ("发布日期：2024-01-23", None, 2023),
        ("发布日期：2024-04-23", None, None),
        ("国办公开办函〔2021〕30号", None, None),
        ("统计期限自2022年1月1日至2022年12月31日", None, 2022),
        ("统计期限自202111日至20211231日", None, 2021),
        ("2021年1月1日至2022年12月31日", None, None),
        ("2023年政府信息公开工作年度报告", None, 2023),
    ],
)  # fmt: skip
def test_agency_and_year(lines: str, agency: str | None, year: int | None) -> None:
    found = read_heading(parts(f"{lines}\n一、总体情况\n工作有序。\n"))
    assert (found.agency, found.year) == (agency, year)


@pytest.mark.parametrize(
    ("body", "agency", "year"),
    [
        ("2021年，江安镇在市委领导下开展工作。", "江安镇", 2021),
        ("我镇在市委领导下开展工作。", None, None),
        ("2021年好于2020年。", None, None),
    ],
)
def test_from_the_body(body: str, agency: str | None, year: int | None) -> None:
    found = read_heading(parts(f"一、总体情况\n{body}\n"))
    assert (found.title, found.agency, found.year) == (None, agency, year)


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("发布时间：2022-01-10 16:29 浏览次数：3", "2022-01-10"),
        ("发文日期:2024-1-3 |", "2024-01-03"),
        ("公开日期：2022年1月10日", "2022-01-10"),
        ("发布日期：2022/1/10", "2022-01-10"),
        ("2022-01-10", None),
        ("有效期：2022-01-10", None),
        ("发布日期：2022-13-45", None),
        ("发布日期：2022-02-30", None),
    ],
)
def test_published(line: str, published: str | None) -> None:
    assert read_heading(parts(f"{line}\n一、总体情况\n")).published == published


BODY = "一、总体情况\n工作有序。\n"
PLAIN = "2023年政府信息公开工作年度报告"


def heading(text: str, path: str = "") -> Heading:
    return read_heading(parts(text), path)


@pytest.mark.parametrize(
    ("text", "agency", "source"),
    [
        (f"赫山区教育局{PLAIN}\n{BODY}", "赫山区教育局", "title"),
        (f"现公布赫山区教育局{PLAIN}。\n{BODY}", "赫山区教育局", "preamble"),
        (
            f"现将赫山区教育局2023年政府信息公开工作情况报告如下。\n{BODY}",
            "赫山区教育局",
            "preamble",
        ),
        (f"本报告汇总宿迁市各有关部门的情况编制而成。\n{BODY}", "宿迁市", "preamble"),
        (f"本报告由赫山区教育局编制,分为六个部分。\n{BODY}", "赫山区教育局", "composer"),
        (f"赫山区教育局编制了2023年政府信息公开工作年度报告。\n{BODY}", "赫山区教育局", "composer"),
        (f"赫山区教育局\n{PLAIN}\n{BODY}", "赫山区教育局", "above_title"),
        (f"{PLAIN}\n赫山区教育局\n{BODY}", "赫山区教育局", "below_title"),
        (f"{PLAIN}\n（赫山区教育局）\n{BODY}", "赫山区教育局", "below_title"),
        (f"赫山区教育局关于公布{PLAIN}的公告\n{BODY}", "赫山区教育局", "announcement"),
        (f"赫山区教育局关于{PLAIN}的通告\n{BODY}", "赫山区教育局", "announcement"),
        (f"{PLAIN}\n填报单位：赫山区教育局\n{BODY}", "赫山区教育局", "metadata"),
        (f"发布机构：赫山区教育局 发文日期：2024-01-02\n{BODY}", "赫山区教育局", "metadata"),
        (f"发布机构 | 赫山区教育局 | 文号 | |\n{BODY}", "赫山区教育局", "metadata"),
        (f"发布机构：\n赫山区教育局\n{BODY}", "赫山区教育局", "metadata"),
        ("一、总体情况\n2023年,赫山区教育局认真落实各项要求。\n", "赫山区教育局", "body"),
        ("一、总体情况\n2023年,在区委、区政府领导下,江安镇坚持公开。\n", "江安镇", "body"),
        (f"我局工作有序。如有疑问,请与赫山区教育局办公室联系。\n{BODY}", "赫山区教育局", "contact"),
        (
            f"{BODY}六、其他需要报告的事项\n无。\n赫山区教育局\n2024年1月9日\n",
            "赫山区教育局",
            "sign_off",
        ),
    ],
)
def test_each_place_alone(text: str, agency: str, source: str) -> None:
    found = heading(text)
    assert found.agency == agency
    used = [claim.source for claim in found.evidence if claim.field == "agency" and claim.used]
    assert used == [source]


@pytest.mark.parametrize(
    ("path", "agency", "year"),
    [
        ("reports/赫山区教育局_2023.txt", "赫山区教育局", 2023),
        ("赫山区教育局2023年政府信息公开工作年度报告.pdf", "赫山区教育局", 2023),
        ("2023/赫山区教育局.html", "赫山区教育局", None),
        ("t20240123_1123.html", None, None),
        ("000_6ddc2021.txt", None, None),
        ("年报-2022.docx", None, 2022),
    ],
)
def test_the_name_of_the_file(path: str, agency: str | None, year: int | None) -> None:
    found = heading(BODY, path)
    assert (found.agency, found.year) == (agency, year)


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        # The title stands before all others.
        (f"赫山区教育局{PLAIN}\n来源：赫山区人民政府\n{BODY}", "赫山区教育局"),
        (f"赫山区教育局{PLAIN}\n现公布资阳区公安局{PLAIN}。\n{BODY}", "赫山区教育局"),
        # Two titles: the one that others name as well, else none.
        (f"资阳区公安局{PLAIN}\n赫山区教育局{PLAIN}\n来源：赫山区教育局\n{BODY}", "赫山区教育局"),
        (f"资阳区公安局{PLAIN}\n赫山区教育局{PLAIN}\n{BODY}", None),
        # An office publishes its government's report as well as its own.
        (f"发布机构：赫山区人民政府办公室\n{BODY}", None),
        (f"发布机构：赫山区人民政府办公室\n我办工作有序，各项制度逐步健全，平台运行平稳。\n{BODY}",
         "赫山区人民政府办公室"),
        (f"淮安市人民政府\n{PLAIN}\n本报告由淮安市人民政府办公室编制。\n{BODY}", "淮安市人民政府"),
        # A site's name above a title without one, against who published.
        (f"沭阳县人民政府\n{PLAIN}\n来源：沭阳县发展和改革局\n{BODY}", None),
        (f"沭阳县人民政府\n{PLAIN}\n本报告由沭阳县发展和改革局编制。\n{BODY}", "沭阳县发展和改革局"),
        # What it calls itself rules others out.
        (f"来源：赫山区人民政府\n我局工作有序，各项制度逐步健全，平台运行平稳。\n{BODY}", None),
        (f"来源：赫山区融媒体中心\n{BODY}", None),
        # A title that says 市教育局 is filled up, never contradicted.
        (f"市教育局{PLAIN}\n来源：益阳市教育局\n{BODY}", "益阳市教育局"),
        (f"市教育局{PLAIN}\n来源：益阳市公安局\n{BODY}", None),
        ("一、总体情况\n2023年,鲁山县以高质量发展为统领。我局工作有序。\n", None),
        ("一、总体情况\n2023年,鲁山县以高质量发展为统领。\n", None),
        ("一、总体情况\n按时公布赫山区教育局2022年政府信息公开年报。\n", None),
    ],
)  # fmt: skip
def test_which_place_decides(text: str, agency: str | None) -> None:
    assert heading(text).agency == agency


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (f"某县{PLAIN}\n统计期限自2022年1月1日至2022年12月31日。\n{BODY}", 2023),
        (f"统计期限自2022年1月1日至2022年12月31日。现公布某县{PLAIN}。\n{BODY}", 2022),
        (f"现公布我局{PLAIN}。\n一、总体情况\n2022年,我局工作有序。\n", 2023),
        ("一、总体情况\n2023年,我局工作有序,比2022年增长。2021年底以来更好。\n", 2023),
        ("一、总体情况\n2023年,我局工作有序。\n2022年,我局工作有序。\n", None),
        ("一、总体情况\n我局按时公布了2022年政府信息公开工作年度报告。2023年,我局工作有序。\n", 2023),
        ("一、总体情况\n按照《2022年政务公开工作要点》(某办〔2021〕30号),2023年,我局有序。\n", 2023),
        ("发布日期：2024-01-23\n一、总体情况\n我局认真落实2022年要求。\n", 2022),
        (f"索引号：0144/2024-0473 发布日期：2024-01-23\n{BODY}", 2023),
        (f"发布日期：2024-01-23\n关于2024年政务公开的要求\n{BODY}", None),
        (f"某县二〇二三年政府信息公开工作年度报告\n{BODY}", 2023),
        (f"某县政府信息公开工作年度报告\n统计期限：2023年1—12月\n{BODY}", 2023),
        (f"某县2021年政府信息公开年报\n某县{PLAIN}\n某县2022年政府信息公开年报\n"
         "一、总体情况\n2023年,我县工作有序。\n", 2023),
    ],
)  # fmt: skip
def test_which_year(text: str, year: int | None) -> None:
    assert heading(text).year == year


def test_a_year_from_the_day_of_publication_is_marked() -> None:
    found = heading(f"发布日期：2024-01-23\n{BODY}")
    assert Claim("year", "published", "2023", True) in found.evidence


def test_what_is_open_has_candidates() -> None:
    found = heading(f"资阳区公安局{PLAIN}\n赫山区教育局{PLAIN}\n{BODY}")
    candidates = [claim.value for claim in found.evidence if claim.field == "agency"]
    assert (found.agency, candidates) == (None, ["资阳区公安局", "赫山区教育局"])


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (f"某县{PLAIN}\n2024-01-23\n{BODY}", "2024-01-23"),
        (f"某县{PLAIN}\n2024年01月20日 (点击: )\n{BODY}", "2024-01-20"),
        (f"某县门户网站 www.example.gov.cn 2024-01-27\n{BODY}", "2024-01-27"),
        (f"成文日期：2024-01-12\n{BODY}", "2024-01-12"),
        (f"成文日期：2024-01-12 发布日期：2024-01-23\n{BODY}", "2024-01-23"),
        (f"采集时间：2025-12-30\n发布时间：2024-01-17\n{BODY}", "2024-01-17"),
        (f"今天是2025年3月1日 星期六\n某县{PLAIN}\n{BODY}", None),
        (f"某县{PLAIN}\n统计期限自2023年1月1日至2023年12月31日\n{BODY}", None),
        (f"{BODY}六、其他需要报告的事项\n无。\n某县教育局\n二〇二四年一月九日\n", None),
        (f"{BODY}六、其他需要报告的事项\n无。\n某县教育局\n2024年1月9日\n", "2024-01-09"),
    ],
)
def test_the_day_in_other_places(text: str, published: str | None) -> None:
    assert heading(text).published == published


@pytest.mark.parametrize(
    ("printed", "start", "end", "repaired"),
    [
        ("2022年1月1日至2022年12月31日", "2022-01-01", "2022-12-31", False),
        ("2022年1月1日起至12月31日", "2022-01-01", "2022-12-31", False),
        ("2022.1.1-2022.12.31", "2022-01-01", "2022-12-31", False),
        ("2022年1月至12月", "2022-01-01", "2022-12-31", False),
        ("202111日至20211231日", "2021-01-01", "2021-12-31", True),
        ("202111日至1231日", "2021-01-01", "2021-12-31", True),
        ("20211月1日至20211231日", "2021-01-01", "2021-12-31", True),
        ("2018年11日至2018年1231日", "2018-01-01", "2018-12-31", True),
        ("2021年1月1日至2022年12月31日", "2021-01-01", "2022-12-31", False),
        ("2022年2月1日至2023年1月31日", "2022-02-01", "2023-01-31", False),
    ],
)
def test_period(printed: str, start: str, end: str, repaired: bool) -> None:
    found = heading(f"本报告数据统计期限为{printed}。\n{BODY}").period
    assert found == Period(start, end, printed, repaired)


@pytest.mark.parametrize(
    "printed", ["202111日至2021123日", "2021年13月1日至12月31日", "2021112日至1231日"]
)
def test_no_period_is_guessed(printed: str) -> None:
    assert heading(f"本报告数据统计期限为{printed}。\n{BODY}").period is None


def test_days_of_something_else_are_no_period() -> None:
    assert heading(f"专项行动自2022年3月1日至2022年5月31日开展。\n{BODY}").period is None


@pytest.mark.parametrize(
    "line",
    ["报告" * 60_000, "编制" * 60_000, "2023年" * 40_000, "《" * 100_000, "(" * 100_000, "赫山区" * 40_000,
     "政府信息公开" * 20_000, "市" * 100_000, "由" * 100_000, "1月1日至" * 30_000],
)  # fmt: skip
def test_hostile_lines_cost_little(line: str) -> None:
    document = parts(f"{line}\n{line[:200]}\n{line[:80]}\n一、总体情况\n{line}\n")
    started = time.perf_counter()
    assert read_heading(document).agency is None
    assert time.perf_counter() - started < 0.5


def test_fast_enough_for_every_report(samples: dict[str, bytes]) -> None:
    """A fifth of a millisecond on an idle machine; the bound is for a busy one."""
    documents = [split(cleaned(data).lines) for data in samples.values()]
    for document in documents:
        read_heading(document)
    started = time.perf_counter()
    for document in documents * 20:
        read_heading(document)
    assert (time.perf_counter() - started) / (20 * len(documents)) < 0.003


@pytest.mark.parametrize(
    ("text", "agency", "year"),
    [
        ("赫山区教育局政府信息公开工作年度报告\n（2022年度）", "赫山区教育局", 2022),
        ("赫山区教育局政府信息公开工作年度报告\n（2022年）", "赫山区教育局", 2022),
        ("赫山区教育局2022年政府信息公开工作年度报告（草案）", "赫山区教育局", 2022),
        # A number of pages or of a document is no year.
        ("赫山区教育局政府信息公开工作年度报告\n（2022）", "赫山区教育局", None),
        # What a site calls itself below a title is no agency; two names leave it open.
        ("2022年政府信息公开工作年度报告\n政府信息公开", None, 2022),
        ("2022年政府信息公开工作年度报告\n赫山区教育局\n来源：益阳市财政局", None, 2022),
    ],
)
def test_what_stands_below_a_title(text: str, agency: str | None, year: int | None) -> None:
    found = heading(f"{text}\n一、总体情况\n工作有序。\n")
    assert (found.agency, found.year) == (agency, year)
