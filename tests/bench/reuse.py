"""Shared text over many made-up narratives, some of them planted: `python -m tests.bench.reuse`.

Every planted copy must be found under one cluster with what it was copied from; every other pair
is false. Half of the agencies have two years, of which a known part is the same.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

import duckdb

from govdash.audit.reuse import COPY_RULE, bands, prepare, repeated
from govdash.store import reuse
from govdash.store.loader import prepare as prepare_tables
from govdash.store.lookup import Kept, pack
from govdash.store.schema import COUNTED, DOCUMENTS, REPORTS
from govdash.store.writing import insert

COUNTRY = 1_800_000
"""300,000 agencies, six years."""

_WORDS = Path(__file__).with_name("reuse_words.txt").read_text(encoding="utf-8").splitlines()
_HOW, _DO, _WHAT, _SO = (line.split() for line in _WORDS)
_EVERYBODY = (
    "本年度公开工作总体平稳有序",
    "各项任务按上级部署如期完成",
    "领导重视程度进一步提高",
    "公开的深度和广度仍需拓展",
    "工作人员业务水平有待提升",
    "下一步将补齐短板改进不足",
    "公开内容与群众期待还有差距",
    "将继续加强学习和业务培训",
    "不断提升公开工作质量和水平",
    "信息更新不够及时的情况仍然存在",
)
MEMORY = "1GB"
"""What the database may use; the process itself keeps no more than a batch of texts."""

_PLACES = 340
_STEMS = "安宁丰泰和顺长清平原青松柳河云龙金沙白石桃源西岭南浦北塔东升"


@dataclass(slots=True)
class Text:
    """A made-up narrative: sentences with the agency as {who} and numbers as {n}."""

    agency: int
    year: int
    own: list[str]
    group: int | None = None
    place: int | None = None


@dataclass(slots=True)
class Planted:
    """The texts, and what was planted: of each kind the copies with their originals."""

    texts: list[Text] = field(default_factory=list)
    copies: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    years: dict[int, float] = field(default_factory=dict)


def _sentence(draw: random.Random) -> str:
    clauses = [
        f"{draw.choice(_HOW)}{draw.choice(_DO)}{draw.choice(_WHAT)}"
        for _ in range(draw.randint(1, 3))
    ]
    number = "共{n}件，" if draw.random() < 0.3 else ""
    who = "{who}" if draw.random() < 0.2 else ""
    end = f"{draw.choice(_WHAT)}{draw.choice(_DO)}后{draw.choice(_SO)}"
    return f"{who}{'，'.join(clauses)}，{number}{end}"


def sentences(draw: random.Random) -> list[str]:
    """The own sentences of one narrative."""
    return [_sentence(draw) for _ in range(draw.randint(20, 60))]


def _rewritten(own: list[str], share: float, draw: random.Random) -> list[str]:
    changed = set(draw.sample(range(len(own)), int(len(own) * share)))
    # By characters and not by sentences: a rewritten one is as long as the one it replaces.
    return [_like(text, draw) if at in changed else text for at, text in enumerate(own)]


def _like(text: str, draw: random.Random) -> str:
    return min((_sentence(draw) for _ in range(8)), key=lambda found: abs(len(found) - len(text)))


def _touched(own: list[str], draw: random.Random) -> list[str]:
    """One word of every sentence put in another's place: its ending."""
    return [f"{text[:-2]}{draw.choice(_DO)}" for text in own]


def _shuffled(own: list[str], draw: random.Random) -> list[str]:
    return draw.sample(own, len(own))


KINDS: dict[str, Callable[[list[str], random.Random], list[str]]] = {
    "word for word": lambda own, _: own,
    "numbers changed": lambda own, _: own,
    "sentences shuffled": _shuffled,
    "one word each": _touched,
    "20 % rewritten": lambda own, draw: _rewritten(own, 0.2, draw),
    "shuffled, 20 % rewritten": lambda own, draw: _shuffled(_rewritten(own, 0.2, draw), draw),
}
SAME_NUMBERS = "word for word"


def plant(count: int, seed: int = 11) -> Planted:
    """Texts of which a fiftieth are copies of each kind, one model text of many towns among them."""
    draw = random.Random(seed)
    made = Planted()
    agency = 0
    for kind, change in KINDS.items():
        made.copies[kind] = []
        for _ in range(max(count // 300, 5)):
            own = sentences(draw)
            first = len(made.texts)
            made.texts.append(Text(agency, draw.randint(2019, 2024), own, first))
            copy = Text(agency + 1, draw.randint(2019, 2024), change(own, draw), first)
            made.texts.append(copy)
            made.copies[kind].append((first, first + 1))
            agency += 2
    model, first = sentences(draw), len(made.texts)
    made.copies["one model, many towns"] = []
    for town in range(max(count // 250, 20)):
        own = _rewritten(model, draw.uniform(0, 0.1), draw)
        made.texts.append(Text(agency, 2022, own, first, place=7))
        made.copies["one model, many towns"].append((first, first + town))
        agency += 1
    while len(made.texts) < count:
        own, kept = sentences(draw), draw.choice((0.0, 0.5, 1.0))
        made.texts.append(Text(agency, 2022, own))
        made.years[len(made.texts)] = kept
        made.texts.append(Text(agency, 2023, _rewritten(own, 1 - kept, draw)))
        agency += 1
    return made


def name_of(agency: int) -> str:
    """A town of a made-up county."""
    one, two = divmod(agency, len(_STEMS))
    return f"{_STEMS[one % len(_STEMS)]}{_STEMS[two]}镇人民政府"


def printed(text: Text, at: int, *, numbers: int | None = None) -> str:
    """The narrative of an agency, with what everybody writes between its own sentences."""
    draw = random.Random(at)
    figures = random.Random(at if numbers is None else numbers)
    common = [phrase for phrase in _EVERYBODY if draw.random() < 0.7]
    own = [
        line.replace("{who}", name_of(text.agency)).replace("{n}", str(figures.randint(2, 9999)))
        for line in text.own
    ]
    cut = len(own) * 3 // 4
    first = "。\n".join([f"{text.year}年，{phrase}" for phrase in common[:4]] + own[:cut])
    last = "。".join(own[cut:] + common[4:])
    return f"{first}。\n{last}。"


def rows(made: Planted, start: int, end: int) -> Iterator[tuple[str, dict[str, object], str]]:
    """Report id, row of `reports` and narrative of some of the texts."""
    same = {at for pair in made.copies[SAME_NUMBERS] for at in pair}
    for at in range(start, min(end, len(made.texts))):
        text = made.texts[at]
        numbers = text.group if at in same else None
        report = f"a{text.agency:07d}-{text.year}"
        place = text.agency if text.place is None else text.place
        row = dict.fromkeys(REPORTS.columns) | {
            "report_id": report,
            "agency_id": f"a{text.agency:07d}",
            "agency": name_of(text.agency),
            "year": text.year,
            "region_code": f"{1000 + place % _PLACES}{text.agency:08d}",
            **dict.fromkeys(("form", "scope", "level", "kind", "origin", "media_type"), "x"),
            **dict.fromkeys(("source_path", "source_sha256"), report),
            **dict.fromkeys(COUNTED.values(), 0),
            "sound": True,
            "torn": False,
            **dict.fromkeys(("checks_pass", "checks_fail", "checks_not_assessable"), 0),
            "version": 1,
        }
        yield report, row, printed(text, at, numbers=numbers)


def fill(connection: duckdb.DuckDBPyConnection, made: Planted, start: int, end: int) -> None:
    """Put some of the texts into a store."""
    for low in range(start, end, 5000):
        found = list(rows(made, low, min(low + 5000, end)))
        insert(connection, REPORTS, [tuple(row.values()) for _, row, _ in found])
        insert(
            connection,
            DOCUMENTS,
            [
                (report, pack(Kept(b"{}", b"[]", text.encode())), report)
                for report, _, text in found
            ],
        )


@dataclass(frozen=True, slots=True)
class Score:
    """What was found of what was planted."""

    found: dict[str, tuple[int, int]]
    pairs: int
    false: int
    years: tuple[int, int, int]
    """Copied years found, copied years planted, other years taken for copied."""


def judge(connection: duckdb.DuckDBPyConnection, made: Planted) -> Score:
    """Compare what the store says with what was planted."""
    ids = [f"a{text.agency:07d}-{text.year}" for text in made.texts]
    shared = {
        report: (cluster, nearest)
        for report, cluster, nearest in connection.execute(
            "SELECT report_id, cluster, nearest FROM shared_text"
        ).fetchall()
    }
    group = {ids[at]: text.group for at, text in enumerate(made.texts)}
    found = {
        kind: (
            sum(
                ids[first] in shared and shared[ids[first]][0] == shared.get(ids[last], ("",))[0]
                for first, last in pairs
            ),
            len(pairs),
        )
        for kind, pairs in made.copies.items()
    }
    false = sum(
        group[report] is None or group[report] != group[nearest] or group[cluster] != group[report]
        for report, (cluster, nearest) in shared.items()
    )
    copied = {
        report
        for (report,) in connection.execute(
            "SELECT report_id FROM findings WHERE rule = ?", [COPY_RULE]
        ).fetchall()
    }
    planted = {ids[at] for at, kept in made.years.items() if kept == 1}
    years = (len(copied & planted), len(planted), len(copied - planted))
    return Score(found, len(shared), false, years)


def _refresh(db: str) -> tuple[float, float, float]:
    """Seconds, seconds of work and megabytes of one refresh, in a process of its own."""
    connection = duckdb.connect(db, config={"memory_limit": MEMORY})
    began, worked = time.perf_counter(), time.process_time()
    reuse.refresh(connection)
    took = time.perf_counter() - began, time.process_time() - worked
    connection.close()
    # Not getrusage: its peak is handed on from the process that started this one.
    status = Path("/proc/self/status")
    words = status.read_text(encoding="ascii").split() if status.exists() else ["VmHWM:", "0"]
    return (*took, int(words[words.index("VmHWM:") + 1]) / 1024)


def measure(count: int, folder: Path) -> Score:
    """Load the texts in two parts, so that the second meets what is stored, and say how it went."""
    made, db = plant(count), folder / "bench.duckdb"
    total = len(made.texts)
    seconds = work = 0.0
    for start, end in ((0, total * 9 // 10), (total * 9 // 10, total)):
        with duckdb.connect(str(db)) as connection:
            prepare_tables(connection)
            fill(connection, made, start, end)
        with ProcessPoolExecutor(1, get_context("spawn")) as other:
            took, worked, peak = other.submit(_refresh, str(db)).result()
        seconds, work = seconds + took, work + worked
        print(
            f"{end - start:,} narratives on top of {start:,}: {took:.1f} s "
            f"({worked:.1f} s of work), peak memory {peak:,.0f} MB"
        )
    with duckdb.connect(str(db)) as connection:
        score = judge(connection, made)
        common = connection.execute("SELECT count(*) FROM common_clauses").fetchall()[0][0]
        kept = connection.execute("SELECT sum(len(bands)) * 8 FROM sketches").fetchall()[0][0]
    for kind, (found, planted) in score.found.items():
        print(f"  {kind}: {found:,} of {planted:,} found")
    print(f"  reports with a shared text: {score.pairs:,}, false: {score.false:,}")
    found, planted, wrong = score.years
    print(f"  years copied: {found:,} of {planted:,} found, {wrong:,} wrong")
    print(f"  clauses of everybody: {common:,}; keys kept: {kept / 2**20:,.0f} MB")
    print(f"{seconds / total * 1000:.2f} ms a narrative, {work / total * 1000:.2f} ms of work")
    for name, spent in (("", seconds), (" of work", work)):
        hours = spent / total * COUNTRY / 3600
        print(f"the country ({COUNTRY:,} narratives), in proportion: {hours:.1f} h{name}")
    return score


def _one_pair() -> None:
    """What one comparison of two years costs, on 3,000 characters, in the worst case: all new."""
    draw = random.Random(5)
    texts = []
    for at in range(2):
        own: list[str] = []
        while len(printed(Text(1, 2022, own), at)) < 3000:
            own.append(_sentence(draw))
        texts.append(printed(Text(1, 2022, own), at))
    one, two = (prepare(text, name_of(1)) for text in texts)
    for name, job in {
        "two years compared": lambda: repeated(one, two),
        "one text prepared": lambda: prepare(texts[0], name_of(1)),
        "one text's keys": lambda: bands(one),
    }.items():
        took = []
        for _ in range(300):
            began = time.perf_counter()
            job()
            took.append(time.perf_counter() - began)
        print(f"{name} (3,000 characters): {statistics.median(took) * 1000:.2f} ms")


def main() -> None:
    """Run it and print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    options = parser.parse_args()
    _one_pair()
    with tempfile.TemporaryDirectory() as folder:
        measure(options.count, Path(folder))


if __name__ == "__main__":
    main()
