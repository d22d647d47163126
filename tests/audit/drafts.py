"""Reports whose figures are right, drawn at random: what the labelled cases begin with."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from govdash.forms import FORMS
from govdash.forms.official import APPLICATIONS, CASES
from govdash.places import identify
from govdash.report import Report
from tests.audit.made import COLUMNS, report

TOWN, STREET = "江安镇人民政府", "桃花仑街道办事处"
COUNTY, COUNTY_OFFICE, COUNTY_BUREAU = (
    "淮安市洪泽区人民政府", "山海关区人民政府办公室", "沭阳县发展和改革局",
)  # fmt: skip
CITY, CITY_OFFICE, CITY_BUREAU = "淮安市人民政府", "淮安市人民政府办公室", "淮安市教育局"
PREFECTURE, LEAGUE, DONGGUAN = (
    "延边朝鲜族自治州人民政府", "锡林郭勒盟行政公署", "东莞市人民政府",
)  # fmt: skip
PROVINCE, PROVINCE_OFFICE, PROVINCE_BUREAU = (
    "江苏省人民政府", "江苏省人民政府办公厅", "江苏省教育厅",
)  # fmt: skip
MINISTRY, TAX, ZONE = "教育部", "国家税务总局益阳市赫山区税务局", "平潭综合实验区"

PARTS = COLUMNS[:-1]
SENTENCES = {
    "一": "本年度工作按要求开展，各项任务有序推进。",
    "五": "公开的及时性还不够，下一年要把流程再理顺。",
    "六": "本年度没有收取信息处理费。没有其他需要报告的事项。",
}


@dataclass
class Draft:
    """The numbers of a report before they are printed; what is changed here stays balanced or not."""

    form: str
    numbers: dict[str, int | str]
    agency: str = COUNTY_BUREAU
    year: int = 0
    head: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.year = self.year or (2020 if self.form == "2019" else 2023)

    def get(self, figure: str) -> int:
        return int(self.numbers[figure])

    def add(self, figure: str, more: int) -> None:
        self.numbers[figure] = self.get(figure) + more

    def put(self, **texts: int | str) -> "Draft":
        self.numbers |= {name.replace("__", "."): text for name, text in texts.items()}
        return self

    def row(self, name: str) -> list[str]:
        return [f"{name}.{column}" for column in COLUMNS]

    def report(self) -> Report:
        """The report as it would be read, not audited yet."""
        identity = identify(self.agency, "")
        head = {
            "agency": self.agency,
            "year": self.year,
            "title": f"{self.agency}{self.year}年政府信息公开工作年度报告",
            "published": f"{self.year + 1}-01-20",
            "scope": identity.scope,
            "region": identity.region,
            "sections": SENTENCES,
        }
        texts = {figure: str(number) for figure, number in self.numbers.items()}
        return report(texts, self.form, **head | self.head)


def outcome_rows(form: str) -> list[str]:
    (block,) = FORMS[form].in_section(APPLICATIONS)
    return [row.id for row in block.rows if row.group]


def balanced(draw: Random, form: str = "2021", size: int = 40, columns: int = 6) -> Draft:
    """Every sum holds, and every rule is silent; `columns` is how many kinds of applicants ask."""
    numbers: dict[str, int | str] = dict.fromkeys(FORMS[form].figures, 0)
    used = PARTS[:columns]
    for row in draw.sample(outcome_rows(form), 6):
        for column in used:
            numbers[f"{row}.{column}"] = draw.randint(0, size)
    numbers["granted.natural_person"] = draw.randint(10, 10 + size)
    for column in used:
        done = sum(int(numbers[f"{row}.{column}"]) for row in outcome_rows(form))
        out = draw.randint(1, 4)
        carried = draw.randint(0, min(3, done))
        numbers[f"outcome_total.{column}"] = done
        numbers[f"carried_out.{column}"] = out
        numbers[f"carried_in.{column}"] = carried
        numbers[f"new_received.{column}"] = done + out - carried
    for row in (*outcome_rows(form), "outcome_total", "carried_out", "carried_in", "new_received"):
        numbers[f"{row}.total"] = sum(int(numbers[f"{row}.{column}"]) for column in PARTS)
    _cases(draw, form, numbers)
    (_published if form == "2021" else _items)(draw, numbers)
    return Draft(form, numbers)


def _cases(draw: Random, form: str, numbers: dict[str, int | str]) -> None:
    (block,) = FORMS[form].in_section(CASES)
    for row in block.rows:
        *parts, total = [figure.id for figure in block.line(row)]
        numbers |= {part: draw.randint(0, 1) for part in parts}
        numbers[total] = sum(int(numbers[part]) for part in parts)


def _published(draw: Random, numbers: dict[str, int | str]) -> None:
    issued, repealed = draw.randint(1, 30), draw.randint(0, 10)
    numbers |= {
        "normative_issued": issued,
        "normative_repealed": repealed,
        "normative_in_force": issued + draw.randint(0, 60),
        "license_decisions": draw.randint(0, 90),
        "penalty_decisions": draw.randint(0, 90),
        "coercion_decisions": draw.randint(0, 9),
        "fee_amount_wan": draw.choice(["0", "12.3456", "7545", "0.5"]),
    }


def _items(draw: Random, numbers: dict[str, int | str]) -> None:
    published = draw.randint(0, 9)
    numbers |= {
        "normative_new_made": published,
        "normative_new_published": published,
        "normative_published_total": published + draw.randint(0, 50),
        "procurement_projects": draw.randint(0, 9),
        "procurement_amount_wan": draw.choice(["0", "421.39", "25.1万元"]),
    }
    for row in ("license", "other_service", "penalty", "coercion", "fee"):
        items = draw.randint(0, 60)
        numbers[f"{row}_items_prev"] = items
        numbers[f"{row}_items_delta"] = draw.randint(-items, 9)
        if row != "fee":
            numbers[f"{row}_decisions"] = draw.randint(1, 99)
