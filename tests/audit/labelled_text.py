"""Generated reports whose text contradicts their table by one seeded error, and others that do not.

Every figure is drawn by chance and every table holds; a seeded error changes one number of one
sentence (or what section six says), so that exactly one rule of N1–N7 has to speak.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from govdash.forms import FORMS
from govdash.report import Cell, How, Report, Source, State

Table = dict[str, int]
SEED = 20260125
PER_RULE = 24
CLEAN = 170

_SOURCE = Source("生成.txt", "0" * 64, "text/plain")
_OUTCOMES = (
    "granted",
    "partial",
    "deny_state_secret",
    "deny_process_info",
    "unable_not_held",
    "unable_need_create",
    "reject_petition",
    "reject_duplicate",
    "other_misc",
)
_ROWS = {"new_received": "new", "carried_in": "in", "outcome_total": "done", "carried_out": "out"}
_RESULTS = {"up": "upheld", "corr": "corrected", "oth": "other", "pend": "pending"}
_GROUPS = {
    "denied": ("deny_state_secret", "deny_process_info"),
    "unable": ("unable_not_held", "unable_need_create"),
    "rejected": ("reject_petition", "reject_duplicate"),
}
_FILLERS = (
    "坚持把公开贯穿权力运行全过程。",
    "全年组织业务学习，队伍能力稳步提升。",
    "印发工作要点，细化3个方面12项任务。",
    "承办人大代表建议23件、政协提案41件，满意率100%。",
    "受理12345热线工单1860件，按期办结率99.2%。",
    "开展检查4次，整改问题17个。",
)
_FEES = ("本年度未收取信息处理费。", "全年收取信息处理费120元。", "依申请公开信息处理费收取0元。")


@dataclass(frozen=True)
class Wording:
    """A sentence; `{name}` is a figure of the table, `{name!}` the one that an error changes."""

    text: str
    needs: Callable[[Table], bool] = lambda _: True


def _table(rng: random.Random) -> Table:
    """Figures of a report whose sums hold."""
    scale = rng.choice((8, 60, 400, 3000))
    outcomes = {row: rng.randint(0, scale) for row in _OUTCOMES}
    outcomes["granted"] = rng.randint(3, scale + 3)
    done, later = sum(outcomes.values()), rng.randint(0, 9)
    earlier = rng.randint(0, min(9, done - 1))
    new = done + later - earlier
    business = rng.randint(0, min(new, outcomes["granted"]) // 3)
    review = [rng.randint(0, 12) for _ in range(4)]
    direct, after = ([rng.randint(0, 6) for _ in range(4)] for _ in range(2))
    table = {
        **outcomes, "new": new, "in": earlier, "done": done, "out": later,
        "natural": new - business, "business": business, "all": new + earlier,
        "review": sum(review), "direct": sum(direct), "after": sum(after),
        "suits": sum(direct) + sum(after),
        **{f"review_{name}": review[index] for index, name in enumerate(_RESULTS)},
        **{f"suit_{name}": direct[index] + after[index] for index, name in enumerate(_RESULTS)},
        **{f"direct_{index}": value for index, value in enumerate(direct)},
        **{f"after_{index}": value for index, value in enumerate(after)},
        "issued": rng.randint(1, 60), "repealed": rng.randint(0, 40), "valid": rng.randint(60, 400),
        "web": rng.randint(60, 9000), "media": rng.randint(60, 9000), "other": rng.randint(10, 900),
    }  # fmt: skip
    table |= {name: sum(outcomes[row] for row in rows) for name, rows in _GROUPS.items()}
    return table | {"published": table["web"] + table["media"] + table["other"]}


def _quiet(table: Table) -> Table:
    """The same report without reviews and lawsuits."""
    zero = {name: 0 for name in table if name.startswith(("review", "suit", "direct", "after"))}
    return table | zero


def _plain(table: Table) -> Table:
    """The same report with every request of individuals, and granted."""
    others = dict.fromkeys((*_OUTCOMES, *_GROUPS, "in", "out", "business"), 0)
    new = table["new"]
    return table | others | {"granted": new, "done": new, "all": new, "natural": new}


def _cells(table: Table) -> dict[str, Cell]:
    form = FORMS["2021"]
    numbers = dict.fromkeys(form.figures, 0)
    for row, name in _ROWS.items():
        numbers[f"{row}.total"] = numbers[f"{row}.natural_person"] = table[name]
    for row in _OUTCOMES:
        numbers[f"{row}.total"] = numbers[f"{row}.natural_person"] = table[row]
    for row in ("new_received", "granted", "outcome_total"):
        numbers[f"{row}.natural_person"] -= table["business"]
        numbers[f"{row}.org_business"] = table["business"]
    numbers |= {
        "review_total": table["review"],
        "suit_direct_total": table["direct"], "suit_after_review_total": table["after"],
        "normative_issued": table["issued"], "normative_repealed": table["repealed"],
        "normative_in_force": table["valid"],
    }  # fmt: skip
    for index, (key, name) in enumerate(_RESULTS.items()):
        numbers[f"review_{name}"] = table[f"review_{key}"]
        numbers[f"suit_direct_{name}"] = table[f"direct_{index}"]
        numbers[f"suit_after_review_{name}"] = table[f"after_{index}"]
    return {
        figure: Cell(State.VALUE, Decimal(value), How.PRINTED, str(value))
        for figure, value in numbers.items()
    }


def report(table: Table, narrative: str, six: str) -> Report:
    """A report with these figures and these sentences."""
    return Report(
        _SOURCE,
        FORMS["2021"],
        _cells(table),
        agency="东河县人民政府",
        year=2023,
        scope="aggregate",
        sections={"一": narrative, "五": "解读形式还不够多样。", "六": six},
    )


def _rate(part: str, whole: str) -> Callable[[Table], bool]:
    return lambda table: table[whole] > 0 and table[part] > 0


N1 = (
    Wording("2023年，全县共收到政府信息公开申请{new!}件。"),
    Wording("全县各级行政机关全年受理依申请公开事项{all!}宗（含上年结转{in}件）。"),
    Wording("年内新收政府信息公开申请{new!}条，上年度结转{in}条。"),
    Wording("我县共接收{new!}件政府信息公开申请，均依规登记。"),
    Wording("全年收到信息公开申请{new}份，其中自然人{natural!}份，商业企业{business}份。"),
    Wording("全县政府信息公开申请数量为{new!}件。"),
    Wording("全年共收办政府信息公开申请{all!}件。"),
    Wording("收到政府信息公开申请{new!:c}件，比上年增加37件。"),
)
N2 = (
    Wording("从办理结果看，予以公开{granted!}件、部分公开{partial}件、不予公开{denied}件。"),
    Wording(
        "其中予以公开{granted}件，不予公开{denied!}件，无法提供{unable}件，不予处理{rejected}件。"
    ),
    Wording(
        "办理结果中，予以公开、部分公开、无法提供分别为{granted}件、{partial}件、{unable!}件。"
    ),
    Wording("对{partial!}件申请部分公开，对{granted}件申请予以公开。"),
    Wording(
        "本机关不掌握相关政府信息的{unable_not_held!}件，属于国家秘密的{deny_state_secret}件。"
    ),
    Wording("结转下年度继续办理{out!}件申请。"),
    Wording("同意公开{granted!}宗，无法提供{unable}宗。"),
    Wording("全年办结政府信息公开申请{done!}件。"),
)
N2_ALL = (
    Wording("收到政府信息公开申请{new}件，均已予以公开。"),
    Wording("{new}件申请全部依法予以公开。"),
    Wording("全县收到{new}件政府信息公开申请，经审查全部予以公开。"),
)
N3 = (
    Wording("因政府信息公开引发行政复议{review!}件、行政诉讼{suits}件。"),
    Wording("全年发生政府信息公开行政复议{review}起，行政诉讼{suits!}起。"),
    Wording(
        "政府信息公开行政复议{review}件，其中结果维持{review_up!}件、结果纠正{review_corr}件、其他结果{review_oth}件、尚未审结{review_pend}件。"
    ),
    Wording("政府信息公开行政诉讼{suits}件，其中结果维持{suit_up}件，结果纠正{suit_corr!}件。"),
    Wording("未经复议直接起诉的行政诉讼{direct!}件，复议后起诉的行政诉讼{after}件。"),
    Wording("被申请政府信息公开行政复议{review!:c}件。"),
)
N3_NONE = (
    Wording("全年未发生因政府信息公开引起的行政复议、行政诉讼。"),
    Wording("实现政府信息公开“零复议、零诉讼”。"),
    Wording("没有因政府信息公开被申请行政复议或提起行政诉讼。"),
    Wording("无行政复议和行政诉讼案件。"),
)
N4 = (
    Wording("全年办结政府信息公开申请{done}件，其中予以公开{granted}件，占{granted/done!}%。"),
    Wording(
        "办结申请{done}件；部分公开{partial}件，占比{partial/done!}%。", _rate("partial", "done")
    ),
    Wording(
        "收到政府信息公开申请{new}件，其中自然人申请{natural}件，占{natural/new!}%。",
        _rate("natural", "new"),
    ),
    Wording(
        "在办结的{done}件申请中，无法提供{unable}件，占{unable/done!}%。", _rate("unable", "done")
    ),
    Wording("答复政府信息公开申请{done}件，公开率{granted/done!}%。"),
)
N5 = (
    Wording(
        "全年发布信息{published!}条，其中通过政府网站发布{web}条，通过微信公众号发布{media}条，以其他方式发布{other}条。"
    ),
    Wording(
        "全县主动公开政府信息{published!}条，其中工作动态{web}条、通知公告{media}条、财政信息{other}条。"
    ),
    Wording("共公开信息{published!}条（动态类{web}条、公告类{media}条、数据类{other}条）。"),
    Wording(
        "主动公开政府信息{published!}条，其中：机构信息{web}条；政策文件{media}条；其他信息{other}条。"
    ),
    Wording(
        "全年公开信息{published!}条，政府网站、政务新媒体、其他方式分别为{web}条、{media}条、{other}条。"
    ),
)
N6 = (
    Wording("全年制发行政规范性文件{issued!}件，废止{repealed}件。"),
    Wording("出台规范性文件{issued}件，废止{repealed!}件，现行有效{valid}件。"),
    Wording("集中公开现行有效行政规范性文件{valid!}件。"),
    Wording("新制定行政规范性文件{issued!}份，均同步公开。"),
    Wording("县政府及其部门全年印发规范性文件共{issued!}件。"),
)
NO_FEE_WORD = (
    "1.加强队伍建设，组织专题学习两次。2.完成社会评议。",
    "我县积极推进基层政务公开标准化规范化建设，形成特色做法3项。",
    "本年度报告电子版可在县政府门户网站下载，如有疑问请与县政府办公室联系。",
    "建议提案办理结果全部按时公开。",
)
TRICKY = (
    Wording("全年受理申请{all}件（含上年度结转{in}件），答复{done}件。"),
    Wording("2022年收到政府信息公开申请19件，2023年收到{new}件。"),
    Wording("政府信息公开申请量由2022年的211件变为2023年的{new}件。"),
    Wording("其中县自然资源局收到政府信息公开申请5件。"),
    Wording("收到政府信息公开申请{new:c}件，同比下降12.6%。"),
    Wording("共收到申请近{new:up}件。", lambda table: table["new"] >= 30),
    Wording("全年办结申请{done}件，其中予以公开{granted}件，占{granted/done}%。"),
    Wording("予以公开及部分公开{granted+partial}件，不予公开{denied}件。"),
    Wording("公开政府信息{published}条，包括财政信息{other}条、统计信息3条等。"),
    Wording("行政复议{review}件，行政诉讼{suits}件，均已依法应对。"),
    Wording("上年结转{in}件，本年新收{new}件，办结{done}件，结转下年度{out}件。"),
    Wording("未发生因政府信息公开工作被追究责任的情形。"),
    Wording("办理行政处罚类行政复议88件。"),
    Wording("答复率100%，未发生行政复议被纠错情形。"),
    Wording("印发各类政策文件97件，转发上级文件33件。"),
    Wording("现行有效规范性文件{valid}件，年内废止规范性文件{repealed}件。"),
    Wording("2024年，计划公开政府信息不少于900条，力争行政复议控制在3件以内。"),
    Wording("全年按时办结率100%，群众满意率98.5%。"),
)

RULES: Mapping[str, tuple[Wording, ...]] = {
    "N1_received": N1, "N2_outcome_text": (*N2, *N2_ALL), "N3_disputes": (*N3, *N3_NONE),
    "N4_percent": N4, "N5_parts": N5, "N6_docs": N6,
}  # fmt: skip


class _Filler:
    """Writes a sentence from a table, with or without its seeded error."""

    def __init__(self, rng: random.Random, table: Table, *, wrong: bool) -> None:
        self.rng, self.table, self.wrong = rng, table, wrong

    def fill(self, text: str) -> str:
        while "{" in text:
            start, end = text.index("{"), text.index("}")
            text = text[:start] + self._slot(text[start + 1 : end]) + text[end + 1 :]
        return text

    def _slot(self, slot: str) -> str:
        name, _, style = slot.partition(":")
        wrong = self.wrong and "!" in name
        name = name.replace("!", "")
        if "/" in name:
            return self._percent(*name.split("/"), wrong=wrong)
        value = sum(self.table[part] for part in name.split("+"))
        if wrong:
            value = self._other(name, value)
        if style == "up":
            return str((value // 10 + 1) * 10)
        return f"{value:,}" if style == "c" else str(value)

    def _percent(self, part: str, whole: str, *, wrong: bool) -> str:
        exact = Decimal(self.table[part]) * 100 / self.table[whole]
        if wrong:
            step = Decimal(self.rng.randint(11, 90)) / 10
            exact = exact + step if exact < 50 else exact - step
        # Agencies cut digits off rather than round.
        return str(int(exact * 100) / 100 if self.rng.random() < 0.5 else int(exact * 10) / 10)

    def _other(self, name: str, value: int) -> int:
        """A number that no reading of the sentence bears out."""
        t = self.table
        right = {
            "new": {t["new"], t["all"], t["done"]},
            "all": {t["new"], t["all"], t["done"]},
            "natural": {t["natural"], t["natural"] + t["in"]},
            "done": {
                t["done"],
                t["done"] - t["in"],
                t["done"] - t["other_misc"],
                t["done"] - t["other_misc"] - t["rejected"],
            },
        }.get(name, {value})
        while value in right or value < 0:
            value += self.rng.choice((-11, -7, -3, -1, 1, 2, 5, 9, 13))
        return value


def cases() -> Iterator[tuple[Report, frozenset[str]]]:
    """Every labelled report with the rules of N1–N7 that have to speak, and no other may."""
    rng = random.Random(SEED)
    for rule, wordings in RULES.items():
        for index in range(PER_RULE):
            yield _seeded(rng, rule, wordings[index % len(wordings)])
    for index in range(PER_RULE):
        table, six = _table(rng), NO_FEE_WORD[index % len(NO_FEE_WORD)]
        yield report(table, _around(rng, table, []), six), frozenset({"N7_fee"})
    for index in range(CLEAN):
        yield _right(rng, index)


def _seeded(rng: random.Random, rule: str, wording: Wording) -> tuple[Report, frozenset[str]]:
    table = _table(rng)
    while not wording.needs(table) or (wording in N3_NONE and not table["review"] + table["suits"]):
        table = _table(rng)
    while wording in N2_ALL and table["granted"] == table["new"]:
        table = _table(rng)
    sentence = _Filler(rng, table, wrong=True).fill(wording.text)
    return report(table, _around(rng, table, [sentence]), rng.choice(_FEES)), frozenset({rule})


def _right(rng: random.Random, index: int) -> tuple[Report, frozenset[str]]:
    table = _table(rng)
    special = index % 6
    if special == 0:
        table, chosen = _plain(table), [rng.choice(N2_ALL)]
    elif special == 1:
        table, chosen = _quiet(table), [rng.choice(N3_NONE)]
    else:
        rule = rng.choice(tuple(RULES))
        usable = [w for w in RULES[rule] if w not in (*N2_ALL, *N3_NONE) and w.needs(table)]
        chosen = [rng.choice(usable)]
    chosen.append(TRICKY[index % len(TRICKY)])
    write = _Filler(rng, table, wrong=False)
    sentences = [write.fill(wording.text) for wording in chosen if wording.needs(table)]
    return report(table, _around(rng, table, sentences), rng.choice(_FEES)), frozenset()


def _around(rng: random.Random, table: Table, sentences: list[str]) -> str:
    """The sentences among others that say nothing, or nothing wrong."""
    write = _Filler(rng, table, wrong=False)
    said = write.fill(rng.choice(TRICKY[10:]).text) if rng.random() < 0.3 else ""
    texts = [*sentences, said, *rng.sample(_FILLERS, 2)]
    rng.shuffle(texts)
    return "\n".join("".join(texts[start : start + 2]) for start in range(0, len(texts), 2))
